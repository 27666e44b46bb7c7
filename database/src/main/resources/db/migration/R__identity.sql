-- What follows from the decisions about an account.

-- One row, also for an account that nothing was decided about. Of two decisions that did not know of each other, the one that lets fewer in
-- stands, whichever is newer: closed before open, teacher before admin.
-- disabled_at: since when nobody may sign in; null: somebody may. role: null when none was decided. decided: how many decisions of each host
-- are known here that ended sessions, as "host count"; a session that was made where fewer were known is over, whatever the clocks say.
create or replace function identity.standing(asked uuid)
returns table (disabled_at timestamptz, role text, decided text[])
language sql stable set enable_seqscan = off as $$
    with known as materialized (
        select d.* from identity.decision d where d.account_id = asked
    ), valid as (
        select k.* from known k
        where not exists (select from known later where k.id = any (later.instead_of) and later.id <> k.id and later.about = k.about)
    )
    select
        (select pg_catalog.min(v.made_at) from valid v where v.about = 'access' and v.says = 'closed'),
        (select case when pg_catalog.bool_and(v.says = 'admin') then 'admin' else 'teacher' end
            from valid v where v.about = 'role' having pg_catalog.count(*) > 0),
        array(select k.row_host || ' ' || pg_catalog.count(*) from known k
            where k.says in ('closed', 'anew') group by k.row_host order by k.row_host)
$$;

-- Writes a decision down, in place of those about the same thing that stand here. What stands on other hosts, and is not known here, is left.
create or replace function identity.decide(decision uuid, account uuid, concerning text, verdict text, at timestamptz) returns void
language sql as $$
    insert into identity.decision (id, account_id, about, says, instead_of, made_at)
    select decision, account, concerning, verdict, array(
        select d.id from identity.decision d
        where d.account_id = account and d.about = concerning and not exists (
            select from identity.decision later
            where later.account_id = account and later.about = concerning and d.id = any (later.instead_of))), at
$$;

-- Whether a session of this account, made where so many decisions were known, ended by one that is known here.
create or replace function identity.is_over(account uuid, knew text[]) returns boolean
language sql stable as $$
    select exists (
        select from identity.standing(account) s cross join unnest(s.decided) here
        where pg_catalog.split_part(here, ' ', 2)::int > coalesce(
            (select pg_catalog.split_part(there, ' ', 2)::int from unnest(knew) there
             where pg_catalog.split_part(there, ' ', 1) = pg_catalog.split_part(here, ' ', 1)), 0))
$$;

-- Tells of a decision by the account that it is about. Fires on every host that gets the row (enable always).
create or replace function identity.tell_decision() returns trigger
language plpgsql as $$
begin
    perform pg_catalog.pg_notify('identity.standing', new.account_id || ' ' || new.row_stamp || ' ' || new.row_host);
    return null;
end $$;

create or replace trigger t50_tell_decision after insert or update on identity.decision
    for each row execute function identity.tell_decision();
alter table identity.decision enable always trigger t50_tell_decision;

-- A new password is a decision that ends sessions, whoever writes it. Fires on the host where it is written, never for replicated rows: the
-- decision travels by itself. It writes another table, so it cannot loop.
create or replace function identity.decide_password() returns trigger
language plpgsql as $$
begin
    insert into identity.decision (id, account_id, about, says, made_at)
        values (pg_catalog.gen_random_uuid(), new.id, 'password', 'anew', new.changed_at);
    return null;
end $$;

create or replace trigger t50_decide_password_first after insert on identity.password
    for each row execute function identity.decide_password();
create or replace trigger t50_decide_password after update on identity.password
    for each row when (new.hash is distinct from old.hash) execute function identity.decide_password();
