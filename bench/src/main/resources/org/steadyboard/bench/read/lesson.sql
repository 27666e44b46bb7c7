with recursive up (id, parent_id, deleted_at, height) as (
  select n.id, n.parent_id, n.deleted_at, 1 from lesson.node n where n.id = '@LESSON@'
  union all
  select n.id, n.parent_id, n.deleted_at, up.height + 1
  from up join lesson.node n on n.id = up.parent_id where up.height < 64
)
select n.title, n.language, n.tags, n.owner_id, (select array_agg(up.id) from up) as path,
  p.id, p.rank, p.markdown, p.notes, p.html
from lesson.node n
left join lesson.page p on p.lesson_id = n.id and p.deleted_at is null
where n.id = '@LESSON@' and n.kind = 'lesson' and not exists (select from up where up.deleted_at is not null)
order by p.rank, p.id;
