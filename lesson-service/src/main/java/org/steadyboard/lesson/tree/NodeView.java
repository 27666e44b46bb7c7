package org.steadyboard.lesson.tree;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * A node as callers see it.
 *
 * @param ownerId the account whose it is; null for what is shared
 * @param childCount how many nodes stand directly under it
 * @param pageCount how many pages it has; 0 for what is no lesson
 */
public record NodeView(
    UUID id,
    UUID parentId,
    String kind,
    String title,
    String rank,
    List<String> tags,
    String language,
    UUID ownerId,
    int childCount,
    int pageCount) {

  /** What {@link #read} needs of a node {@code n}. */
  static final String COLUMNS =
      """
      n.id, n.parent_id, n.kind, n.title, n.rank, n.tags, n.language, n.owner_id,
      case when n.kind = 'lesson' then 0 else
        (select count(*) from lesson.node c where c.parent_id = n.id and c.deleted_at is null) end as child_count,
      case when n.kind = 'lesson' then
        (select count(*) from lesson.page p where p.lesson_id = n.id and p.deleted_at is null) else 0 end as page_count
      """;

  static NodeView read(ResultSet row) throws SQLException {
    return new NodeView(
        row.getObject("id", UUID.class),
        row.getObject("parent_id", UUID.class),
        row.getString("kind"),
        row.getString("title"),
        row.getString("rank"),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getString("language"),
        row.getObject("owner_id", UUID.class),
        row.getInt("child_count"),
        row.getInt("page_count"));
  }
}
