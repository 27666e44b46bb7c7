-- A row that only stands for "nothing yet" must lose against every real one, also against one that arrives later from another host.
-- So who inserts it says row_stamp 0, which no clock gives: older than all. Everything else is as in V7.
create or replace function replication.stamp() returns trigger
language plpgsql as $$
declare
    now_micros bigint := replication.now_micros();
begin
    select h.host into new.row_host from replication.this_host h;
    if new.row_host is null then
        raise exception 'this database does not know its host: start a service with HOST_ID first' using errcode = 'SB002';
    end if;
    if tg_op = 'UPDATE' then
        new.row_stamp := greatest(now_micros, old.row_stamp + 1);
    elsif new.row_stamp is distinct from 0 then
        new.row_stamp := now_micros;
    end if;
    return new;
end $$;
