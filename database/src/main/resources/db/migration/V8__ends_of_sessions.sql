-- That a session ended is a row of its own. The session's row is written again while it is used, on whatever host, and the newest of two
-- rows wins: an end that stood in it could be lost to a use of a moment later. A host can also end a session whose row it does not have yet.

create table identity.session_end (
    id uuid primary key, -- the session's
    ended_at timestamptz not null
);
select replication.enroll('identity.session_end');
comment on column identity.session.ended_at is 'Written for hosts of the version before, and believed; identity.session_end decides.';
