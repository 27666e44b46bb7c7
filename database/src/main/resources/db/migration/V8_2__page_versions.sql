-- What stood on a page: a row for each text that an edit put there, never changed. Two hosts that edit a page at once keep one row of the page,
-- the newest, and both texts here.

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
