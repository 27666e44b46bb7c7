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
create index item_by_sha256 on media.item (sha256) where deleted_at is null;
create index item_by_owner on media.item (owner_id, id) where deleted_at is null;
