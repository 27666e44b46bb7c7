-- Where teachers point, for boards that are connected to another host. Best effort: written without waiting for the disk, at most
-- 15 times a second for each board, and never read again after a few seconds. One row a board: only the newest position counts.
create table board.pointer (
    id uuid primary key, -- the board's
    x double precision not null check (x between 0 and 1), -- of the page's width
    y double precision not null check (y between 0 and 1), -- of the page's height
    visible boolean not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
select replication.enroll('board.pointer');
