-- The tree of courses, themes and lessons, and the pages in a lesson.
-- A place in the order is a rank: a string between its neighbours' ranks, compared as bytes, ties broken by id.

create schema lesson;

create table lesson.node (
    id uuid primary key,
    parent_id uuid,
    kind text not null check (kind in ('course', 'theme', 'lesson')),
    title text not null,
    rank text collate "C" not null,
    tags text[] not null default '{}',
    language text not null,
    owner_id uuid, -- the account whose it is; null: shared, only admins change it
    copied_from uuid,
    source_path text, -- the deck's path, when it was imported
    source_hash bytea, -- the deck's SHA-256, so that importing it again changes nothing
    -- Where the node stood before it was moved last, and when that was: what two hosts need to undo the same one of two moves that do not
    -- go together. See R__lesson_tree.sql.
    moved_stamp bigint, -- the row_stamp of the write that put it under its parent
    parent_before uuid,
    rank_before text collate "C" -- null: it stood nowhere before
);
select replication.enroll('lesson.node');
-- A deleted node hides all that is under it: one row says so, and restoring it touches one row again.
create index node_by_place on lesson.node (parent_id, rank, id) where deleted_at is null;
-- The mender walks down from a changed node through deleted ones too, which node_by_place leaves out.
create index node_by_parent on lesson.node (parent_id);
create index node_by_tag on lesson.node using gin (tags) where deleted_at is null;
-- What can be brought back, the newest first: a teacher's own, and everybody's for an admin.
create index node_by_deletion_of_owner on lesson.node (owner_id, deleted_at desc, id desc) where deleted_at is not null;
create index node_by_deletion on lesson.node (deleted_at desc, id desc) where deleted_at is not null;

create table lesson.page (
    id uuid primary key,
    lesson_id uuid not null,
    rank text collate "C" not null,
    markdown text not null,
    notes text not null, -- derived from the comments in the markdown
    html text not null, -- derived from the markdown, sanitised
    headings text not null, -- derived from the markdown, for search
    words text not null, -- derived from the markdown: its text without headings and notes, for search
    rendering smallint not null -- which version of the rendering made what is derived
);
select replication.enroll('lesson.page');
create index page_by_place on lesson.page (lesson_id, rank, id) where deleted_at is null;

-- What stood on a page: a row for each text that an edit put there. Two hosts that edit a page at once keep one row of the page, the newest, and
-- both texts here. One that is no longer kept is deleted, and its text emptied.

create table lesson.page_version (
    id uuid primary key, -- v7; of a text that stood there before versions were kept: v5 of the page and the text
    page_id uuid not null,
    lesson_id uuid not null,
    markdown text not null,
    author_id uuid, -- null: not known
    made_at timestamptz not null
);
select replication.enroll('lesson.page_version');
create index page_version_by_age on lesson.page_version (page_id, made_at desc, id desc) where deleted_at is null;

-- What search reads: one row for each page, made from replicated rows on every host by the triggers of R__lesson_search.sql.
create table lesson.search_entry (
    page_id uuid primary key,
    lesson_id uuid not null,
    owner_id uuid,
    title text not null,
    language text not null,
    tags text[] not null,
    page_rank text collate "C" not null,
    live boolean not null, -- neither the page, nor its lesson, nor anything above it is deleted
    headings text not null,
    words text not null,
    configuration regconfig not null,
    terms tsvector not null
);
select replication.keep_local('lesson.search_entry', 'each host derives it from lesson.node and lesson.page');
create index search_entry_by_lesson on lesson.search_entry (lesson_id);
create index search_entry_by_term on lesson.search_entry using gin (terms) with (fastupdate = off) where live;
