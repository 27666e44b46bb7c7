-- What search reads: one row for each page in lesson.search_entry, made from replicated rows on every host.
--
-- The triggers fire on every host that gets a row (enable always), in any order of arrival, so each host's table follows from its
-- own lesson.node and lesson.page. They write lesson.search_entry only, which has no triggers, so they cannot loop. They run with their
-- owner's rights: the role that applies replicated rows may not write local tables.

-- The stemming for a language tag such as nl, nl-BE or zh-Hans.
create or replace function lesson.search_configuration(language text) returns regconfig
language sql immutable parallel safe as $$
    select case pg_catalog.lower(pg_catalog.split_part(language, '-', 1))
        when 'nl' then 'pg_catalog.dutch'::pg_catalog.regconfig
        when 'en' then 'pg_catalog.english'::pg_catalog.regconfig
        when 'de' then 'pg_catalog.german'::pg_catalog.regconfig
        when 'fr' then 'pg_catalog.french'::pg_catalog.regconfig
        when 'es' then 'pg_catalog.spanish'::pg_catalog.regconfig
        else 'pg_catalog.simple'::pg_catalog.regconfig
    end
$$;

-- A title weighs more than a heading, a heading more than the text below it. A tsvector has at most 1 MiB and a page far less text,
-- but rows of other hosts are never refused: what is too long is cut.
create or replace function lesson.search_terms(configuration regconfig, title text, headings text, words text) returns tsvector
language plpgsql immutable as $$
declare
    characters integer := 200000;
begin
    loop
        begin
            return pg_catalog.setweight(pg_catalog.to_tsvector(configuration, title), 'A')
                operator(pg_catalog.||) pg_catalog.setweight(
                    pg_catalog.to_tsvector(configuration, pg_catalog.left(headings, least(20000, characters))), 'B')
                operator(pg_catalog.||) pg_catalog.setweight(
                    pg_catalog.to_tsvector(configuration, pg_catalog.left(words, characters)), 'D');
        exception when program_limit_exceeded then
            characters := characters / 2;
        end;
    end loop;
end $$;

-- Whether a node and all that is above it stand. What is above and has not arrived yet does not hide; when it arrives, its trigger
-- looks again. "union" ends a cycle that concurrent moves may have made.
create or replace function lesson.stands(node uuid) returns boolean
language sql stable set enable_seqscan = off as $$
    with recursive up (id, parent_id, deleted_at) as (
        select n.id, n.parent_id, n.deleted_at from lesson.node n where n.id = node
        union
        select n.* from up cross join lateral
            (select a.id, a.parent_id, a.deleted_at from lesson.node a where a.id = up.parent_id offset 0) n
    )
    select pg_catalog.count(*) > 0 and pg_catalog.count(up.deleted_at) = 0 from up
$$;

-- Plans are kept for as long as a connection lives, and the first may be made while the tables are empty. So that none reads a whole
-- table for one row, here and below: no sequential scans, and "offset 0", which keeps a lookup by key a lookup.
create or replace function lesson.index_page() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
    node lesson.node%rowtype;
    configuration regconfig;
begin
    select n.* into node from lesson.node n where n.id = new.lesson_id;
    configuration := lesson.search_configuration(coalesce(node.language, ''));
    insert into lesson.search_entry as e
        (page_id, lesson_id, owner_id, title, language, tags, page_rank, live, headings, words, configuration, terms)
    values (
        new.id, new.lesson_id, node.owner_id, coalesce(node.title, ''), coalesce(node.language, ''), coalesce(node.tags, '{}'),
        new.rank, new.deleted_at is null and lesson.stands(new.lesson_id), new.headings, new.words, configuration,
        lesson.search_terms(configuration, coalesce(node.title, ''), new.headings, new.words))
    on conflict (page_id) do update set (lesson_id, owner_id, title, language, tags, page_rank, live, headings, words, configuration, terms)
        = row (excluded.lesson_id, excluded.owner_id, excluded.title, excluded.language, excluded.tags, excluded.page_rank, excluded.live,
            excluded.headings, excluded.words, excluded.configuration, excluded.terms);
    -- A page's own notification does not say whose it is. Told once for all pages of a lesson that one transaction writes.
    perform pg_catalog.pg_notify('lesson.content', new.lesson_id || ' 0 -');
    return null;
end $$;

create or replace trigger t50_index_page after insert or update on lesson.page
    for each row execute function lesson.index_page();
alter table lesson.page enable always trigger t50_index_page;

create or replace function lesson.index_node() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set enable_seqscan = off as $$
declare
    below uuid[];
begin
    -- A new node has nothing under it, unless that arrived before it.
    if tg_op = 'INSERT'
        and not exists (select from lesson.search_entry e where e.lesson_id = new.id)
        and not exists (select from lesson.node n where n.parent_id = new.id and n.deleted_at is null) then
        return null;
    end if;
    if new.kind = 'lesson' then
        update lesson.search_entry e set
            owner_id = new.owner_id, title = new.title, language = new.language, tags = new.tags,
            configuration = lesson.search_configuration(new.language),
            terms = case when (e.title, e.language) is distinct from (new.title, new.language)
                then lesson.search_terms(lesson.search_configuration(new.language), new.title, e.headings, e.words)
                else e.terms end
        where e.lesson_id = new.id
          and (e.owner_id, e.title, e.language, e.tags) is distinct from (new.owner_id, new.title, new.language, new.tags);
    end if;

    if tg_op = 'INSERT' or (old.parent_id, old.deleted_at) is distinct from (new.parent_id, new.deleted_at) then
        with recursive down (id) as (
            select new.id
            union
            select n.id from down cross join lateral
                (select b.id from lesson.node b where b.parent_id = down.id and b.deleted_at is null offset 0) n
        )
        select pg_catalog.array_agg(down.id) into below from down;
        update lesson.search_entry e
        set live = not e.live
        where e.lesson_id = any (below)
          and e.live <> (lesson.stands(e.lesson_id) and
            (select p.deleted_at is null from lesson.page p where p.id = e.page_id));
    end if;
    return null;
end $$;

create or replace trigger t50_index_node after insert or update on lesson.node
    for each row execute function lesson.index_node();
alter table lesson.node enable always trigger t50_index_node;
