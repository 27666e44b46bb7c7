package org.steadyboard.lesson.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.lesson.page.LessonSize;
import org.steadyboard.lesson.page.TextTag;
import org.steadyboard.lesson.pool.ReadConnections;
import org.steadyboard.lesson.reading.LessonView.PageView;
import org.steadyboard.lesson.tree.TreeReading;

/** Reads a lesson page by page, so that it never stands in memory as a whole. */
@ApplicationScoped
public class LessonReading {

  /**
   * All of a lesson but its pages.
   *
   * @param path the lesson and all above it: when one of them changes, this may be out of date
   */
  public record Head(
      UUID id, String title, String language, List<String> tags, UUID ownerId, Set<UUID> path) {}

  /** Hears the head, then the pages in order; nothing of a lesson that is not there. */
  public interface Reader {
    void head(Head head) throws IOException;

    void page(PageView page) throws IOException;
  }

  /** A page may be large, and the driver keeps as many as it is asked to fetch. */
  private static final int PAGES_AT_ONCE = 4;

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
        p.id, p.rank, p.markdown, p.notes, p.html, p.row_stamp, p.row_host
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
  public Optional<Head> head(UUID id) throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(LESSON + " limit 1")) {
      query.setObject(1, id);
      query.setObject(2, id);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(head(id, rows)) : Optional.empty();
      }
    }
  }

  /** How many bytes its pages have; 0 when there is no such lesson. */
  public long bytes(UUID id) throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(LessonSize.OF_LESSON)) {
      query.setObject(1, id);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Reads to {@code reader}, whoever asks. */
  public void read(UUID id, Reader reader) throws SQLException, IOException {
    try (var connection = connections.open()) {
      // Outside a transaction the driver would fetch all rows at once.
      var isOwn = connection.getAutoCommit();
      if (isOwn) {
        connection.setAutoCommit(false);
      }
      try {
        read(id, connection, reader);
      } finally {
        if (isOwn) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      }
    }
  }

  private static void read(UUID id, Connection connection, Reader reader)
      throws SQLException, IOException {
    try (var query = connection.prepareStatement(LESSON)) {
      query.setFetchSize(PAGES_AT_ONCE);
      query.setObject(1, id);
      query.setObject(2, id);
      try (var rows = query.executeQuery()) {
        for (var isFirst = true; rows.next(); isFirst = false) {
          if (isFirst) {
            reader.head(head(id, rows));
          }
          var pageId = rows.getObject("id", UUID.class);
          if (pageId != null) {
            reader.page(page(pageId, rows));
          }
        }
      }
    }
  }

  private static PageView page(UUID id, ResultSet rows) throws SQLException {
    var markdown = rows.getString("markdown");
    return new PageView(
        id,
        rows.getString("rank"),
        markdown,
        rows.getString("notes"),
        rows.getString("html"),
        TextTag.of(rows.getLong("row_stamp"), rows.getString("row_host"), markdown).toString());
  }

  private static Head head(UUID id, ResultSet rows) throws SQLException {
    return new Head(
        id,
        rows.getString("title"),
        rows.getString("language"),
        List.of((String[]) rows.getArray("tags").getArray()),
        rows.getObject("owner_id", UUID.class),
        Set.of((UUID[]) rows.getArray("path").getArray()));
  }
}
