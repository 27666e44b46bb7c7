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

-- Columns that no release writes any more and that a later migration drops: they are neither sent nor compared.
create table replication.retired_column (
    table_name text,
    column_name name,
    primary key (table_name, column_name)
);
comment on table replication.retired_column is 'Columns on their way out, written by replication.retire.';

create function replication.name_of(enrolled regclass) returns text
language sql stable as $$
    select pg_catalog.format('%s.%s', n.nspname, c.relname)
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = enrolled
$$;

-- Gives a table its stamp, its soft delete and its triggers, and refuses one that could stop replication.
-- Raises SB003 for a table that cannot be replicated safely. The functions of the triggers are repeatable migrations, which run after these:
-- on a new database they equip what was enrolled here, on one that has them already enrolling does so at once.
create function replication.enroll(enrolled regclass) returns void
language plpgsql as $$
declare
    table_name text := replication.name_of(enrolled);
    flaw text;
begin
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

    insert into replication.enrolled_table (name) values (table_name);
    if pg_catalog.to_regprocedure('replication.refresh(regclass)') is not null then
        perform replication.refresh(enrolled);
    end if;
end $$;

create function replication.keep_local(kept regclass, reason text) returns void
language sql as $$
    insert into replication.local_table (name, reason)
    select replication.name_of(kept), reason;
$$;

select replication.keep_local('replication.this_host', 'each database says which host it belongs to');
select replication.keep_local('replication.enrolled_table', 'migrations write it on each host');
select replication.keep_local('replication.local_table', 'migrations write it on each host');
select replication.keep_local('replication.retired_column', 'migrations write it on each host');
select replication.keep_local('migration.history', 'Flyway writes it on each host');
