-- What makes a table the same on every host. See docs/architecture.md, "Tables".
--
-- replication.enroll(table) is the only way to make a table a replicated one, so that no table can have half of it.
-- Functions name every schema in full: the apply worker of logical replication runs with an empty search path.

create schema replication;

create table replication.this_host (
    only_row boolean primary key default true check (only_row),
    host text not null check (host ~ '^[a-z][a-z0-9-]{0,30}$')
);
comment on table replication.this_host is 'Which host this database belongs to. Set by the services from HOST_ID.';

-- What this host sends to its peers. Nothing is ever deleted from an enrolled table by a service, so deletes are not sent:
-- each host purges its own old tombstones.
create publication steadyboard with (publish = 'insert, update');

create table replication.enrolled_table (
    name text primary key
);
comment on table replication.enrolled_table is 'The tables that replication.enroll was called for, as schema.table.';

create table replication.local_table (
    name text primary key,
    reason text not null check (reason <> '')
);
comment on table replication.local_table is 'The tables that stay on their host on purpose, and why.';

-- Raises when the database belongs to another host already: a database is never taken over by a wrong setting.
create function replication.claim(host text) returns void
language plpgsql as $$
declare
    owner text;
begin
    insert into replication.this_host (host) values (claim.host) on conflict do nothing;
    select h.host into strict owner from replication.this_host h;
    if owner <> claim.host then
        raise exception 'this database belongs to host %, not to %', owner, claim.host using errcode = 'SB001';
    end if;
end $$;

-- Fires on the host where a row is written, never for replicated rows (an ordinary trigger does not fire in replica mode).
-- It only changes the row that is being written, so it cannot loop. A row's stamp never goes back, whatever the clock does.
create function replication.stamp() returns trigger
language plpgsql as $$
declare
    now_micros bigint := (extract(epoch from pg_catalog.clock_timestamp()) * 1000000)::bigint;
begin
    select h.host into new.row_host from replication.this_host h;
    if new.row_host is null then
        raise exception 'this database does not know its host: start a service with HOST_ID first' using errcode = 'SB002';
    end if;
    if tg_op = 'UPDATE' then
        new.row_stamp := greatest(now_micros, old.row_stamp + 1);
    else
        new.row_stamp := now_micros;
    end if;
    return new;
end $$;

-- Fires for replicated rows only (enable replica). The newest (row_stamp, row_host) wins on every host; an older one is
-- dropped without an error. A replicated insert that meets a row becomes an update of it, in place, so that a local update that
-- waits for the row's lock still finds it. That update fires this trigger once more, as an update, and then stops.
create function replication.newest_wins() returns trigger
language plpgsql as $$
declare
    here bigint;
    columns text;
begin
    if tg_op = 'UPDATE' then
        if (new.row_stamp, new.row_host collate "C") > (old.row_stamp, old.row_host collate "C") then
            return new;
        end if;
        return null;
    end if;

    execute pg_catalog.format('select row_stamp from %I.%I where id = $1 for update', tg_table_schema, tg_table_name)
        into here using new.id;
    if here is null then
        return new;
    end if;
    select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum) into columns
        from pg_catalog.pg_attribute a
        where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    execute pg_catalog.format('update %1$I.%2$I set (%3$s) = (select %3$s from (select ($1).*) as arrived) where id = ($1).id',
        tg_table_schema, tg_table_name, columns) using new;
    return null;
end $$;

-- Fires on every host that gets the row (enable always), so a change made on host a wakes the services of host b.
-- NOTIFY is a hint: who missed it reads again. It writes nothing, so it cannot loop.
create function replication.push() returns trigger
language plpgsql as $$
begin
    perform pg_catalog.pg_notify(tg_table_schema || '.' || tg_table_name, new.id || ' ' || new.row_stamp || ' ' || new.row_host);
    return null;
end $$;

-- Gives a table its stamp, its soft delete and its triggers, and refuses one that could stop replication.
-- Triggers fire in the order of their names. Raises SB003 for a table that cannot be replicated safely.
create function replication.enroll(enrolled regclass) returns void
language plpgsql as $$
declare
    table_name text;
    flaw text;
begin
    select pg_catalog.format('%s.%s', n.nspname, c.relname) into strict table_name
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = enrolled;

    flaw := case
        when not exists (
            select from pg_catalog.pg_index i
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
            where i.indrelid = enrolled and i.indisprimary and i.indnkeyatts = 1
              and a.attname = 'id' and a.atttypid = 'uuid'::regtype)
            then 'its primary key is not one column "id uuid"'
        when (select count(*) from pg_catalog.pg_index i where i.indrelid = enrolled and i.indisunique) > 1
            then 'it has a second unique key: a clash would stop replication'
        when exists (select from pg_catalog.pg_constraint k where k.contype = 'f' and enrolled in (k.conrelid, k.confrelid))
            then 'it has a foreign key: rows arrive in any order'
        when exists (select from pg_catalog.pg_attribute a where a.attrelid = enrolled and a.attidentity <> '')
            then 'it has an identity column: two hosts would give the same number'
    end;
    if flaw is not null then
        raise exception '% cannot be enrolled: %', table_name, flaw using errcode = 'SB003';
    end if;

    execute pg_catalog.format('alter table %s
        add column deleted_at timestamptz,
        add column row_stamp bigint not null,
        add column row_host text not null', enrolled);
    execute pg_catalog.format('create trigger t10_stamp before insert or update on %s
        for each row execute function replication.stamp()', enrolled);
    execute pg_catalog.format('create trigger t20_newest_wins before insert or update on %s
        for each row execute function replication.newest_wins()', enrolled);
    execute pg_catalog.format('alter table %s enable replica trigger t20_newest_wins', enrolled);
    execute pg_catalog.format('create trigger t90_push after insert or update on %s
        for each row execute function replication.push()', enrolled);
    execute pg_catalog.format('alter table %s enable always trigger t90_push', enrolled);

    execute pg_catalog.format('alter publication steadyboard add table %s', enrolled);

    insert into replication.enrolled_table (name) values (table_name);
end $$;

create function replication.keep_local(kept regclass, reason text) returns void
language sql as $$
    insert into replication.local_table (name, reason)
    select pg_catalog.format('%s.%s', n.nspname, c.relname), reason
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = kept;
$$;

select replication.keep_local('replication.this_host', 'each database says which host it belongs to');
select replication.keep_local('replication.enrolled_table', 'migrations write it on each host');
select replication.keep_local('replication.local_table', 'migrations write it on each host');
select replication.keep_local('migration.history', 'Flyway writes it on each host');
