-- The names and owners of files. The files themselves are named by their SHA-256 and lie outside the database.

create schema media;

create table media.item (
    id uuid primary key,
    sha256 bytea not null check (octet_length(sha256) = 32),
    size bigint not null check (size >= 0),
    content_type text not null,
    file_name text not null,
    owner_id uuid, -- the account that brought it; null: it came with shared lessons
    created_at timestamptz not null
);
select replication.enroll('media.item');
create index item_by_sha256 on media.item (sha256); -- of deleted ones too: pages may name their files
-- Lists are newest first: of one owner, of what is shared, and of all. Each has an index that no other list can use: a plan that was made
-- while the table was empty would else read the files of all for those of one. Sizes are never below 0; only the list of all says so.
create index item_by_owner on media.item (owner_id, created_at, id) where deleted_at is null;
create index item_shared on media.item (created_at, id) where owner_id is null and deleted_at is null;
create index item_by_age on media.item (created_at, id) where size >= 0 and deleted_at is null;

-- Which host holds a file. Each host writes the rows of its own copies alone, so no two hosts write one row. A file's row says nothing of
-- where it is: it may be on its way.

create table media.copy (
    id uuid primary key, -- v5 of the file's SHA-256 and the host
    sha256 bytea not null check (octet_length(sha256) = 32),
    host text not null,
    held boolean not null, -- false: it is on its way, lost or rotten
    since timestamptz not null, -- that it is, or is not, held
    checked_at timestamptz -- when its bytes were last found to have this hash; null: not since it was written
);
select replication.enroll('media.copy');
create index copy_by_sha256 on media.copy (sha256) where deleted_at is null;

-- The files that a page's text names, by their SHA-256 in hexadecimal digits.
create function media.named_in(markdown text) returns text[]
language sql immutable parallel safe as $$
    select coalesce(pg_catalog.array_agg(distinct named.it[1]), '{}')
    from pg_catalog.regexp_matches(markdown, '/media/([0-9a-f]{64})', 'g') as named (it)
$$;
-- Of deleted pages too: so it is the only index for who asks by a file.
create index page_by_media on lesson.page using gin (media.named_in(markdown)) with (fastupdate = off);
