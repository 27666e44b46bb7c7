-- Digiboards, who may steer them, and what they show.

create schema board;

-- A board gets its row when it is first paired: a page that was only looked at leaves nothing but a code that expires.
create table board.board (
    id uuid primary key, -- made by the board's page
    secret_hash bytea not null, -- SHA-256 of the secret that the page keeps
    created_at timestamptz not null
);
select replication.enroll('board.board');

create table board.pairing (
    id uuid primary key, -- v5 of board and account: the same pair is the same row on every host
    board_id uuid not null,
    account_id uuid not null,
    name text not null, -- what this teacher calls this board
    paired_at timestamptz not null,
    request_id uuid -- the request that made it, if any: said again, on any host, it is answered again
);
select replication.enroll('board.pairing');
-- They hold ended ones too. An index of those that are not ended answers "is not ended" alone, and so stands for a table's only row as
-- well as the right one does: a plan that was made when there was one pairing walked all of them ever after.
create index pairing_by_board on board.pairing (board_id);
create index pairing_by_account on board.pairing (account_id);

-- The hottest table: half of each page stays free so that an update stays in it and touches no index.
create table board.stage (
    id uuid primary key, -- the board's
    lesson_id uuid,
    page_id uuid,
    step integer not null default 0 check (step between 0 and 999),
    tools jsonb not null default '{}',
    recent_commands uuid[] not null default '{}' -- the last commands that were applied, newest first: said again, they are harmless
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
select replication.enroll('board.stage');

-- A board may be seen by two hosts at once while it changes host: a row each.
create table board.presence (
    id uuid primary key, -- v5 of board and host
    board_id uuid not null,
    host text not null,
    connected boolean not null,
    seen_at timestamptz not null
);
select replication.enroll('board.presence');
create index presence_by_board on board.presence (board_id);

create table board.pair_code (
    code text primary key check (code ~ '^[0-9]{6}$'),
    board_id uuid not null,
    secret_hash bytea not null, -- becomes the board's when it is paired
    expires_at timestamptz not null
);
create index pair_code_by_board on board.pair_code (board_id);
select replication.keep_local('board.pair_code', 'a code is single-use, so one host decides; its first digit says which');

-- Where teachers point, for boards that are connected to another host. Best effort: written without waiting for the disk, at most
-- 15 times a second for each board, and never read again after a few seconds. One row a board: only the newest position counts.
create table board.pointer (
    id uuid primary key, -- the board's
    x double precision not null check (x between 0 and 1), -- of the page's width
    y double precision not null check (y between 0 and 1), -- of the page's height
    visible boolean not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
select replication.enroll('board.pointer');

-- A host's sign that its board-service lives, written every two seconds while anybody is connected to it. A host that dies cannot
-- say that its boards are away: the others stop believing its rows in board.presence when its pulse stays out.
create table board.pulse (
    id uuid primary key, -- v5 of the host
    host text not null,
    beat_at timestamptz not null
) with (fillfactor = 50);
select replication.enroll('board.pulse');
