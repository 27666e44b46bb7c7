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
    source_hash bytea -- the deck's SHA-256, so that importing it again changes nothing
);
select replication.enroll('lesson.node');
-- A deleted node hides all that is under it: one row says so, and restoring it touches one row again.
create index node_by_place on lesson.node (parent_id, rank, id) where deleted_at is null;
create index node_by_tag on lesson.node using gin (tags) where deleted_at is null;

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
