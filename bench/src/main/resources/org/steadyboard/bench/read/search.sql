with matching as materialized (
  select e.page_id, e.lesson_id, e.page_rank, e.configuration, e.title,
    pg_catalog.ts_rank('{0.1, 0.2, 0.4, 1.0}', e.terms, q.query, 1) as score
  from lesson.search_entry e, (values
    ('simple'::regconfig, pg_catalog.to_tsquery('simple', '''@WORD@'':*')),
    ('dutch'::regconfig, pg_catalog.to_tsquery('dutch', '''@WORD@'':*')),
    ('english'::regconfig, pg_catalog.to_tsquery('english', '''@WORD@'':*')),
    ('german'::regconfig, pg_catalog.to_tsquery('german', '''@WORD@'':*')),
    ('french'::regconfig, pg_catalog.to_tsquery('french', '''@WORD@'':*')),
    ('spanish'::regconfig, pg_catalog.to_tsquery('spanish', '''@WORD@'':*'))) q (configuration, query)
  where e.live and e.configuration = q.configuration and e.terms @@ q.query
    and (e.owner_id is null or e.owner_id = '@READER@')
  limit 2000
), hit as (
  select * from matching order by score desc, lesson_id, page_rank, page_id limit 21 offset 0
)
select hit.page_id, hit.lesson_id, hit.title, hit.score,
  pg_catalog.ts_headline(hit.configuration, case when e.words = '' then e.headings else e.words end,
    pg_catalog.to_tsquery(hit.configuration, '''@WORD@'':*'),
    'StartSel="<<", StopSel=">>", MinWords=12, MaxWords=30, ShortWord=0') as excerpt,
  array(
    with recursive up (parent_id, title, height) as (
      select n.parent_id, n.title, 0 from lesson.node n where n.id = hit.lesson_id
      union all
      select n.parent_id, n.title, up.height + 1
      from up join lesson.node n on n.id = up.parent_id where up.height < 64
    )
    select up.title from up where up.height > 0 order by up.height desc) as path
from hit join lesson.search_entry e on e.page_id = hit.page_id
order by hit.score desc, hit.lesson_id, hit.page_rank, hit.page_id;
