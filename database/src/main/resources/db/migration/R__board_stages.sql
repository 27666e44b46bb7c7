-- Writes what a batch of stages becomes: one look into the primary key for each row, whatever the planner believes of the table. As a plain
-- "update … from unnest(…)", planned while the table was small or not analysed, it compared every change with every row, and a busy
-- minute on a new host became slower with each board.
--
-- So the key is asked for as "not less and not more": no plan can hash or merge by that, or walks the index in its order for it. With those
-- joins by the version, and scans of the whole table, switched off, one way is left: a look into the key for each change. Planned once. A
-- loop of an update for each row is as safe, but took twice as long for 500 rows.
--
-- Only rows that still are what was folded from are written: another process, or another host, may have been faster. And only in time,
-- which the database itself must see to: when it hung, or the service did, this would get a stamp of today and beat what was said on other
-- hosts meanwhile. Returns the rows that were written, with their new versions.
create or replace function board.write_stages(
    ids uuid[], lessons uuid[], pages uuid[], steps integer[], tools text[], recent text[],
    stamps bigint[], hosts text[], deadline timestamptz)
returns table (id uuid, row_stamp bigint, row_host text)
language plpgsql
set enable_seqscan = off
set enable_bitmapscan = off
set enable_material = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
begin
    return query
        update board.stage s
            set lesson_id = w.lesson_id, page_id = w.page_id, step = w.step, tools = w.tools::jsonb, recent_commands = w.recent::uuid[]
            from unnest(ids, lessons, pages, steps, write_stages.tools, recent, stamps, hosts)
                as w (id, lesson_id, page_id, step, tools, recent, row_stamp, row_host)
            where s.id >= w.id and s.id <= w.id and s.row_stamp = w.row_stamp and s.row_host = w.row_host and s.deleted_at is null
                and pg_catalog.clock_timestamp() < deadline
            returning s.id, s.row_stamp, s.row_host;
end $$;
