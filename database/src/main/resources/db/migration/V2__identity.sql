-- Who may sign in, and who is signed in. What changes for different reasons stands in different rows,
-- so that two hosts that change both at once keep both.

create schema identity;

create table identity.account (
    id uuid primary key, -- v5 of the e-mail address in lower case
    email text not null,
    name text not null,
    role text not null check (role in ('admin', 'teacher')),
    disabled_at timestamptz
);
select replication.enroll('identity.account');

create table identity.password (
    id uuid primary key, -- the account's
    hash text not null,
    changed_at timestamptz not null
);
select replication.enroll('identity.password');

create table identity.preference (
    id uuid primary key, -- the account's
    document jsonb not null
);
select replication.enroll('identity.preference');

create table identity.session (
    id uuid primary key, -- the first 16 bytes of the token's SHA-256
    token_hash bytea not null, -- the whole SHA-256: the token itself is stored nowhere
    account_id uuid not null,
    user_agent text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);
select replication.enroll('identity.session');
create index session_by_account on identity.session (account_id);

-- That a session ended is a row of its own. The session's row is written again while it is used, on whatever host, and the newest of two
-- rows wins: an end that stood in it could be lost to a use of a moment later. A host can also end a session whose row it does not have yet.

create table identity.session_end (
    id uuid primary key, -- the session's
    ended_at timestamptz not null
);
select replication.enroll('identity.session_end');
