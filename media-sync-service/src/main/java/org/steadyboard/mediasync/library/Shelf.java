package org.steadyboard.mediasync.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.SignedIn;

/** Lists of files that stand, newest first. */
@ApplicationScoped
public class Shelf {

  private static final String NEWEST =
      """
      select i.* from media.item i
      where %s and i.deleted_at is null and (i.created_at, i.id) < (?::timestamptz, ?)
        and strpos(lower(i.file_name), lower(?)) > 0
      order by i.created_at desc, i.id desc limit ?
      """;

  private static final String OWN = NEWEST.formatted("i.owner_id = ?");
  private static final String SHARED = NEWEST.formatted("i.owner_id is null");
  private static final String ALL = NEWEST.formatted("i.size >= 0");

  private final DataSource database;

  public Shelf(DataSource database) {
    this.database = database;
  }

  /** Whose files a list is of. */
  enum Whose {
    MINE,
    SHARED,
    ALL
  }

  /**
   * Behind which file a list goes on.
   *
   * @param id of two that were made at one time, the greater comes first
   */
  record Place(Instant createdAt, UUID id) {

    static final Place TOP = new Place(Cursor.AFTER_ALL, new UUID(-1, -1));

    static Place read(String cursor) {
      if (cursor == null) {
        return TOP;
      }
      var parts = Cursor.parts(cursor, 2);
      return new Place(Cursor.time(parts.get(0)), Cursor.id(parts.get(1)));
    }

    static String behind(Item item) {
      return Cursor.of(item.createdAt(), item.id());
    }
  }

  /**
   * @param part of the file's name, whatever the case; empty: any name
   */
  List<Item> list(SignedIn who, Whose whose, String part, Place behind, int limit)
      throws SQLException {
    return switch (whose) {
      // What an admin brings is shared.
      case MINE -> list(who.isAdmin() ? List.of(SHARED) : List.of(OWN), who, part, behind, limit);
      case SHARED -> list(List.of(SHARED), who, part, behind, limit);
      case ALL ->
          list(who.isAdmin() ? List.of(ALL) : List.of(OWN, SHARED), who, part, behind, limit);
    };
  }

  /** Each of the parts is read in the order of an index, no further than the limit. */
  private List<Item> list(List<String> parts, SignedIn who, String part, Place behind, int limit)
      throws SQLException {
    var union = String.join(") union all (", parts);
    var sql =
        "select %s from ((%s)) i order by i.created_at desc, i.id desc limit ?"
            .formatted(ItemRows.COLUMNS, union);
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      var at = 1;
      for (var one : parts) {
        if (one.equals(OWN)) {
          select.setObject(at++, who.accountId());
        }
        select.setObject(at++, behind.createdAt().atOffset(ZoneOffset.UTC));
        select.setObject(at++, behind.id());
        select.setString(at++, part);
        select.setInt(at++, limit);
      }
      select.setInt(at, limit);
      return ItemRows.read(select);
    }
  }
}
