-- A host's sign that its board-service lives, written every two seconds while anybody is connected to it. A host that dies cannot
-- say that its boards are away: the others stop believing its rows in board.presence when its pulse stays out.
create table board.pulse (
    id uuid primary key, -- v5 of the host
    host text not null,
    beat_at timestamptz not null
) with (fillfactor = 50);
select replication.enroll('board.pulse');
