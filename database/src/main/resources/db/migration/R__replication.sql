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

-- The latest stamp that some host's clock can have given, in microseconds: a day ahead of this host's clock. No clock that anybody keeps is
-- further off, and a row that nobody can outdo would stand for ever.
-- When stamps are further ahead, either they or this host's clock is wrong. Pulses of other hosts that got in while this clock was right
-- tell which: when they are too far ahead as well, this clock was put back, and all stamps of this century and the next are believed. No
-- row that arrives can bring that about, for none that is too far ahead gets in.
create or replace function replication.latest_plausible() returns bigint
language plpgsql volatile as $$
declare
    day_ahead bigint := replication.now_micros() + 86400000000;
    year_2200 constant bigint := 7258118400000000;
begin
    return case when exists (
        select from host.pulse p where p.row_stamp > day_ahead and p.row_stamp < year_2200
            and p.row_host <> (select h.host from replication.this_host h)) then year_2200 else day_ahead end;
end $$;

-- Asked for each row that arrives: the usual answer costs no look into a table.
create or replace function replication.is_plausible(row_stamp bigint) returns boolean
language plpgsql volatile as $$
begin
    return row_stamp between 0 and replication.now_micros() + 86400000000
        or row_stamp between 0 and replication.latest_plausible();
end $$;

-- Fires on the host where a row is written, never for replicated rows (an ordinary trigger does not fire in replica mode). It only
-- changes the row that is being written, so it cannot loop. A row's stamp never goes back, whatever the clock does: a row that a fast clock
-- wrote is beaten by the next writer that has seen it. Only a stamp that no clock can have given is not outdone but left behind.
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
        new.row_stamp := case
            when old.row_stamp >= now_micros and replication.is_plausible(old.row_stamp) then old.row_stamp + 1
            else now_micros
        end;
    elsif new.row_stamp is distinct from 0 then
        new.row_stamp := now_micros;
    end if;
    return new;
end $$;

-- Fires for replicated rows only (enable replica). The newest (row_stamp, row_host) wins on every host; an older one is dropped without an
-- error. A replicated insert that meets a row becomes an update of it, in place, so that a local update that waits for the row's lock still
-- finds it. That update fires this trigger once more, as an update, and then stops.
-- A row here whose stamp no clock can have given loses against every one that arrives.
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
                and pg_catalog.current_setting('replication.settle', true) = 'on'
            or not replication.is_plausible(old.row_stamp) then
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

-- A check constraint's condition, about "new". Raises SB003 for one that has the name of its column in a text.
create or replace function replication.about_new(its_constraint oid) returns text
language plpgsql stable as $$
declare
    its_condition text;
    its_column name;
begin
    select pg_catalog.pg_get_expr(k.conbin, k.conrelid) into strict its_condition
        from pg_catalog.pg_constraint k where k.oid = its_constraint;
    for its_column in
        select a.attname from pg_catalog.pg_constraint k
        join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) where k.oid = its_constraint
    loop
        if exists (select from pg_catalog.regexp_matches(its_condition, $re$'(?:[^']|'')*'$re$, 'g') as t (literal)
                   where t.literal[1] ~ ('\m' || its_column || '\M')) then
            raise exception 'the check "%" has the name of its column % in a text', its_condition, its_column using errcode = 'SB003';
        end if;
        its_condition := pg_catalog.regexp_replace(its_condition, '\m' || its_column || '\M', 'new.' || its_column, 'g');
    end loop;
    return its_condition;
end $$;

-- What a replicated row must be like to be let in: flaws, and about "new" the conditions for their absence. A peer may write whatever it
-- wants into the rows that it sends. What a type allows and a reader trips over is refused for all tables alike, and so is what the
-- table itself refuses, before that can stop the stream. The limits are far above what a service writes.
create or replace function replication.conditions(enrolled regclass) returns table (flaw text, condition text)
language sql stable as $$
    with sent as (
        select a.attname as name, a.attnotnull as needed, case
            when t.typcategory in ('A', 'D', 'S') then t.typcategory::text
            when t.oid in ('float4'::regtype, 'float8'::regtype) then 'F'
            when t.oid in ('bytea'::regtype, 'jsonb'::regtype) then 'B'
        end as kind
        from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attrelid = enrolled and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    )
    select 'row_stamp is more than a day ahead of the clock of this host, or below 0', 'replication.is_plausible(new.row_stamp)'
    union all
    select 'row_host is no host', $re$new.row_host ~ '^[a-z][a-z0-9-]{0,30}$'$re$
    union all
    select name || ' is null', format('new.%I is not null', name) from sent where needed
    union all
    select s.name || ' ' || k.flaw, replace('@ is null or ' || k.condition, '@', format('new.%I', s.name))
    from sent s
    join (values
        ('A', 'holds a null, more than 1000 values, or arrays',
            'case coalesce(array_ndims(@), 1) when 1 then array_position(@, null) is null and cardinality(@) <= 1000 else false end'),
        ('B', 'has more than 8 MiB', 'pg_column_size(@) <= 8388608'),
        ('D', 'is no time of these ten thousand years', $re$@ > '0001-01-01' and @ < '10000-01-01'$re$),
        ('F', 'is no number', $re$@ > '-Infinity' and @ < 'Infinity'$re$),
        ('S', 'has more than 8 MiB', 'octet_length(@) <= 8388608')
    ) as k (kind, flaw, condition) using (kind)
    union all
    select k.conname || ' is violated', format('(%s) is not false', replication.about_new(k.oid))
    from pg_catalog.pg_constraint k where k.conrelid = enrolled and k.contype = 'c'
$$;

-- Writes the function that lets replicated rows of a table in, or not; one for each table, for it is called for each row that arrives. A
-- migration that changes a table's columns or checks says refresh, which says this.
-- A stream leaves a refused row out, without an error, so that all others go on. Repair meets it again and is told why: it tells operators.
create or replace function replication.write_guard(enrolled regclass) returns void
language plpgsql as $$
declare
    guard text := format('replication.%I', 'let_in_' || replace(replication.name_of(enrolled), '.', '_'));
    flaws text;
begin
    select string_agg(format('when (%s) is not true then %L', c.condition, c.flaw), E'\n        ') into flaws
        from replication.conditions(enrolled) c;
    execute format($guard$
create or replace function %s() returns trigger
language plpgsql as $body$
declare
    flaw text := case
        %s
    end;
begin
    if flaw is null then
        return new;
    end if;
    if pg_catalog.current_setting('replication.settle', true) = 'on' then
        raise exception '%%', flaw using errcode = 'data_exception';
    end if;
    return null;
end $body$
$guard$, guard, flaws);
    if not exists (select from pg_catalog.pg_trigger g where g.tgrelid = enrolled and g.tgname = 't18_let_in') then
        execute format('create trigger t18_let_in before insert or update on %s for each row execute function %s()', enrolled, guard);
        execute format('alter table %s enable replica trigger t18_let_in', enrolled);
    end if;
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

    perform replication.write_guard(enrolled);
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

-- Tables that were enrolled before these functions were there. Others get their guards and are left alone: equipping one waits for those
-- who write to it.
select case when exists (select from pg_catalog.pg_trigger g where g.tgrelid = t.name::regclass and g.tgname = 't90_push')
    then replication.write_guard(t.name::regclass) else replication.refresh(t.name::regclass) end
from replication.enrolled_table t;

do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'steadyboard_replication') then
        grant select on all tables in schema replication to steadyboard_replication;
    end if;
end $$;
