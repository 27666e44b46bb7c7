-- What the triggers of replicated tables do, and what a table on its way through releases needs. See docs/replication.md.
--
-- Repeatable: this file is the one place where these functions are written, and runs again when it was changed. A release that changes
-- it brings a versioned migration too, so that a program of the release before knows that the schema is newer, and leaves it alone.
-- Functions name every schema in full: the apply worker of logical replication runs with an empty search path.

-- Raises when the database belongs to another host already: a database is never taken over by a wrong setting.
create or replace function replication.claim(host text) returns void
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

-- The host's clock as stamps read it: microseconds since 1970. The one place, so that a test can stand in for a wrong clock.
create or replace function replication.now_micros() returns bigint
language sql volatile as $$ select (extract(epoch from pg_catalog.clock_timestamp()) * 1000000)::bigint $$;

-- Fires on the host where a row is written, never for replicated rows (an ordinary trigger does not fire in replica mode). It only
-- changes the row that is being written, so it cannot loop. A row's stamp never goes back, whatever the clock does: a row that a fast clock
-- wrote is beaten by the next writer that has seen it.
-- A row that only stands for "nothing yet" must lose against every real one, also against one that arrives later from another host. So who
-- inserts it says row_stamp 0, which no clock gives: older than all.
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

-- Fires for replicated rows only (enable replica). The newest (row_stamp, row_host) wins on every host; an older one is dropped without an
-- error. A replicated insert that meets a row becomes an update of it, in place, so that a local update that waits for the row's lock still
-- finds it. That update fires this trigger once more, as an update, and then stops.
-- The same version with other content passes for a session that settles such contradictions. Only repair is one; it has decided by the
-- content which of the two wins, alike on every host.
create or replace function replication.newest_wins() returns trigger
language plpgsql as $$
declare
    here bigint;
    columns text;
begin
    if tg_op = 'UPDATE' then
        if (new.row_stamp, new.row_host collate "C") > (old.row_stamp, old.row_host collate "C")
            or (new.row_stamp, new.row_host) = (old.row_stamp, old.row_host)
                and pg_catalog.current_setting('replication.settle', true) = 'on' then
            return new;
        end if;
        return null;
    end if;
    if pg_catalog.current_setting('replication.settle', true) = 'on' then
        -- Repair inserts "on conflict do nothing" what it has looked up already: looking again would be half of its work.
        return new;
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
create or replace function replication.push() returns trigger
language plpgsql as $$
begin
    perform pg_catalog.pg_notify(tg_table_schema || '.' || tg_table_name, new.id || ' ' || new.row_stamp || ' ' || new.row_host);
    return null;
end $$;

-- Logical replication leaves out a long value (stored out of line) that an update did not touch; the peer would keep its own under
-- the new stamp. So such a value is written anew with its row. Fires on the host where a row is updated, never for replicated rows,
-- and only when the row has such a value (its WHEN clause: replication.refresh); it only changes the row that is being written.
create or replace function replication.whole_row() returns trigger
language plpgsql set extra_float_digits = 3 as $$
begin
    new := pg_catalog.jsonb_populate_record(new, (
        select pg_catalog.jsonb_object_agg(v.key, v.value)
        from pg_catalog.jsonb_each(pg_catalog.to_jsonb(new)) v
        join pg_catalog.pg_attribute a on a.attrelid = tg_relid and a.attname = v.key
        -- A null is never stored out of line; as JSON it could not be told from a JSON null.
        where a.attnum > 0 and a.attlen = -1 and a.attgenerated = '' and pg_catalog.jsonb_typeof(v.value) <> 'null'));
    return new;
end $$;

-- Brings an enrolled table's triggers, publication and rights in line with its columns. A migration that adds a column to an enrolled
-- table says this afterwards; enroll, retire and drop_retired do so by themselves. May be said again.
-- Triggers fire in the order of their names.
create or replace function replication.refresh(enrolled regclass) returns void
language plpgsql as $$
declare
    its_name text := replication.name_of(enrolled);
    long_values text;
    sent text;
begin
    select string_agg(format('pg_catalog.pg_column_toast_chunk_id(new.%I) is not null', a.attname), ' or ' order by a.attnum)
        into long_values
        from pg_catalog.pg_attribute a
        where a.attrelid = enrolled and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and a.attstorage <> 'p' and a.attname <> 'row_host';
    execute format('create or replace trigger t10_stamp before insert or update on %s
        for each row execute function replication.stamp()', enrolled);
    execute format('drop trigger if exists t15_whole_row on %s', enrolled);
    if long_values is not null then
        execute format('create trigger t15_whole_row before update on %s
            for each row when (%s) execute function replication.whole_row()', enrolled, long_values);
    end if;

    execute format('create or replace trigger t20_newest_wins before insert or update on %s
        for each row execute function replication.newest_wins()', enrolled);
    execute format('alter table %s enable replica trigger t20_newest_wins', enrolled);
    execute format('create or replace trigger t90_push after insert or update on %s
        for each row execute function replication.push()', enrolled);
    execute format('alter table %s enable always trigger t90_push', enrolled);

    if exists (select from pg_catalog.pg_publication_rel r join pg_catalog.pg_publication p on p.oid = r.prpubid
               where p.pubname = 'steadyboard' and r.prrelid = enrolled) then
        execute format('alter publication steadyboard drop table %s', enrolled);
    end if;
    if exists (select from replication.retired_column r where r.table_name = its_name) then
        select format(' (%s)', string_agg(quote_ident(a.attname), ', ' order by a.attnum)) into sent
            from pg_catalog.pg_attribute a
            where a.attrelid = enrolled and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              and not exists (select from replication.retired_column r
                              where r.table_name = its_name and r.column_name = a.attname);
    end if;
    execute format('alter publication steadyboard add table %s%s', enrolled, coalesce(sent, ''));

    -- The role is there on a host that is in a mesh; for one that joins later, ReplicationRole gives the same rights.
    if exists (select from pg_catalog.pg_roles where rolname = 'steadyboard_replication') then
        execute format('grant usage on schema %s to steadyboard_replication', split_part(its_name, '.', 1));
        execute format('grant select, insert, update on %s to steadyboard_replication', enrolled);
    end if;
end $$;

-- Takes a column out of use: from now on it is neither sent to peers nor compared. Dropped by drop_retired in a later release, when every
-- host has this one. Raises SB004 for a column that a row cannot be without.
create or replace function replication.retire(enrolled regclass, retired name) returns void
language plpgsql as $$
begin
    if not exists (select from pg_catalog.pg_attribute a where a.attrelid = enrolled and a.attname = retired and a.attnum > 0
                     and (not a.attnotnull or a.atthasdef)) then
        raise exception '%.% cannot be retired: rows that arrive without it need a default, or null', replication.name_of(enrolled), retired
            using errcode = 'SB004';
    end if;
    insert into replication.retired_column (table_name, column_name) values (replication.name_of(enrolled), retired)
        on conflict do nothing;
    perform replication.refresh(enrolled);
end $$;

-- Drops a column that was retired. Raises SB004 for one that was not: what a peer still sends must have its place.
create or replace function replication.drop_retired(enrolled regclass, retired name) returns void
language plpgsql as $$
begin
    delete from replication.retired_column r where r.table_name = replication.name_of(enrolled) and r.column_name = retired;
    if not found then
        raise exception '%.% was not retired', replication.name_of(enrolled), retired using errcode = 'SB004';
    end if;
    -- The trigger's WHEN clause names the column.
    execute format('drop trigger if exists t15_whole_row on %s', enrolled);
    execute format('alter table %s drop column %I', enrolled, retired);
    perform replication.refresh(enrolled);
end $$;

-- Tables that were enrolled before these functions were there. Others are left alone: equipping one waits for those who write to it.
select replication.refresh(t.name::regclass) from replication.enrolled_table t
where not exists (select from pg_catalog.pg_trigger g where g.tgrelid = t.name::regclass and g.tgname = 't90_push');

do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'steadyboard_replication') then
        grant select on all tables in schema replication to steadyboard_replication;
    end if;
end $$;
