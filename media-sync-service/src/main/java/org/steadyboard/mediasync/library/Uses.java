package org.steadyboard.mediasync.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.Sha256;

/** The pages that name a file: those that stand, in lessons that the asker may read. */
@ApplicationScoped
public class Uses {

  /**
   * Found by the file alone: in the order of their ids, or by whether they stand, every page would
   * be looked at; and "offset 0" keeps a lookup by key a lookup. What is live is neither deleted
   * nor under what is.
   */
  private static final String PAGES =
      """
      with named as materialized (
          select p.id from lesson.page p where media.named_in(p.markdown) @> array[?]::text[]
      )
      select e.page_id, e.lesson_id, e.title from named cross join lateral
          (select * from lesson.search_entry s where s.page_id = named.id offset 0) e
      where e.live and (e.owner_id is null or e.owner_id = ? or ?) and named.id > ?
      order by named.id limit ?
      """;

  private final DataSource database;

  public Uses(DataSource database) {
    this.database = database;
  }

  /** A page whose text names the file. */
  public record Use(UUID lessonId, String lessonTitle, UUID pageId) {}

  /**
   * In the order of the pages' ids.
   *
   * @param behind the id of a page
   */
  List<Use> list(Sha256 file, SignedIn who, UUID behind, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(PAGES)) {
      select.setString(1, file.toString());
      select.setObject(2, who.accountId());
      select.setBoolean(3, who.isAdmin());
      select.setObject(4, behind);
      select.setInt(5, limit);
      var uses = new ArrayList<Use>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          uses.add(
              new Use(
                  rows.getObject("lesson_id", UUID.class),
                  rows.getString("title"),
                  rows.getObject("page_id", UUID.class)));
        }
      }
      return uses;
    }
  }
}
