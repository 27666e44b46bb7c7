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
