-- Who may sign in, and who is signed in. What changes for different reasons stands in different rows,
-- so that two hosts that change both at once keep both.

create schema identity;

create table identity.account (
    id uuid primary key, -- v5 of the e-mail address in lower case
    email text not null,
    name text not null,
    role text not null check (role in ('admin', 'teacher')) -- that it was made with; identity.decision says what it is
);
select replication.enroll('identity.account');

-- What was decided about who may do what: a row for each decision, never changed, so that none is lost to a newer row. What follows from
-- them all is identity.standing's to say (R__identity.sql); the rules are in docs/replication.md.
create table identity.decision (
    id uuid primary key,
    account_id uuid not null,
    about text not null check (about in ('access', 'role', 'password', 'sessions')),
    says text not null check (case about
        when 'access' then says in ('closed', 'open')
        when 'role' then says in ('admin', 'teacher')
        else says = 'anew' -- every session from before is over
    end),
    instead_of uuid[] not null default '{}', -- the decisions that stood where this one was made: they stand no longer
    made_at timestamptz not null
);
select replication.enroll('identity.decision');
create index decision_by_account on identity.decision (account_id);

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
    knew text[] not null default '{}' -- the decisions that were known where it was made, as identity.standing counts them
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
