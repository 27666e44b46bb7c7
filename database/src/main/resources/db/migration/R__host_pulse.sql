-- Hosts of the release before listen to board.pulse alone: for them board-service's beat is written there too, until a later release
-- drops that table. Fires on the host where a beat is written, never for replicated rows, and writes another table, so it cannot loop.
create or replace function host.beat_as_before() returns trigger
language plpgsql as $$
begin
    insert into board.pulse (id, host, beat_at) values (new.id, new.host, new.beat_at)
        on conflict (id) do update set beat_at = excluded.beat_at, deleted_at = null;
    return null;
end $$;
create or replace trigger t50_beat_as_before after insert or update on host.pulse
    for each row when (new.service = 'board') execute function host.beat_as_before();
