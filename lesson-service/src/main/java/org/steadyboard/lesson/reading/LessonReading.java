package org.steadyboard.lesson.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.lesson.pool.ReadConnections;
import org.steadyboard.lesson.reading.LessonView.PageView;
import org.steadyboard.lesson.tree.TreeReading;

/** Reads a whole lesson in one statement. */
@ApplicationScoped
public class LessonReading {

  /**
   * @param path the lesson and all above it: when one of them changes, this may be out of date
   */
  public record Read(LessonView lesson, Set<UUID> path) {}

  private static final String LESSON =
      """
      with recursive up (id, parent_id, deleted_at, height) as (
        select n.id, n.parent_id, n.deleted_at, 1 from lesson.node n where n.id = ?
        union all
        select n.id, n.parent_id, n.deleted_at, up.height + 1
        from up cross join lateral
          (select a.id, a.parent_id, a.deleted_at from lesson.node a where a.id = up.parent_id offset 0) n
        where up.height < %d
      )
      select n.title, n.language, n.tags, n.owner_id, (select array_agg(distinct up.id) from up) as path,
        p.id, p.rank, p.markdown, p.notes, p.html
      from lesson.node n
      left join lesson.page p on p.lesson_id = n.id and p.deleted_at is null
      where n.id = ? and n.kind = 'lesson' and not exists (select from up where up.deleted_at is not null)
      order by p.rank, p.id
      """
          .formatted(TreeReading.MAX_DEPTH);

  private final ReadConnections connections;

  public LessonReading(ReadConnections connections) {
    this.connections = connections;
  }

  /** Whoever asks; empty when the lesson, or something above it, is not there. */
  public Optional<Read> read(UUID id) throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(LESSON)) {
      query.setObject(1, id);
      query.setObject(2, id);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(read(id, rows)) : Optional.empty();
      }
    }
  }

  private static Read read(UUID id, ResultSet rows) throws SQLException {
    var title = rows.getString("title");
    var language = rows.getString("language");
    var tags = List.of((String[]) rows.getArray("tags").getArray());
    var owner = rows.getObject("owner_id", UUID.class);
    var path = Set.of((UUID[]) rows.getArray("path").getArray());
    var pages = new ArrayList<PageView>();
    do {
      var pageId = rows.getObject("id", UUID.class);
      if (pageId != null) {
        pages.add(
            new PageView(
                pageId,
                rows.getString("rank"),
                rows.getString("markdown"),
                rows.getString("notes"),
                rows.getString("html")));
      }
    } while (rows.next());
    return new Read(new LessonView(id, title, language, tags, owner, pages), path);
  }
}
