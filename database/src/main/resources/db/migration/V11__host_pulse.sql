-- Each service's sign that it lives: it can write here, and hears what is written here. Written every second, whoever is connected,
-- so that a service knows by its own row whether its database takes writes and its LISTEN connection hears them, and its peers know
-- whether anything of this host still arrives.

create schema host;

create table host.pulse (
    id uuid primary key, -- v5 of host and service
    host text not null,
    service text not null, -- such as board or lesson
    beat_at timestamptz not null
) with (fillfactor = 50);
select replication.enroll('host.pulse');

-- Hosts of the release before listen to board.pulse alone: for them board-service's beat is written there too, until a later release
-- drops that table. Fires on the host where a beat is written, never for replicated rows, and writes another table, so it cannot loop.
create function host.beat_as_before() returns trigger
language plpgsql as $$
begin
    insert into board.pulse (id, host, beat_at) values (new.id, new.host, new.beat_at)
        on conflict (id) do update set beat_at = excluded.beat_at, deleted_at = null;
    return null;
end $$;
create trigger t50_beat_as_before after insert or update on host.pulse
    for each row when (new.service = 'board') execute function host.beat_as_before();
