package org.steadyboard.mediasync.library;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.steadyboard.media.Sha256;

/** How an {@link Item} stands in the result of a statement. */
final class ItemRows {

  /** Of {@code media.item i}. A host's word on its copy counts until it says otherwise. */
  static final String COLUMNS =
      """
      i.id, i.sha256, i.size, i.content_type, i.file_name, i.owner_id, i.created_at, i.deleted_at,
      (select count(distinct c.host) from media.copy c
       where c.sha256 = i.sha256 and c.held and c.deleted_at is null) as copies
      """;

  private ItemRows() {}

  static List<Item> read(PreparedStatement select) throws SQLException {
    var items = new ArrayList<Item>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        items.add(
            new Item(
                rows.getObject("id", UUID.class),
                Sha256.of(rows.getBytes("sha256")),
                rows.getLong("size"),
                rows.getString("content_type"),
                rows.getString("file_name"),
                rows.getObject("owner_id", UUID.class),
                time(rows, "created_at"),
                time(rows, "deleted_at"),
                rows.getInt("copies")));
      }
    }
    return items;
  }

  private static Instant time(ResultSet rows, String column) throws SQLException {
    var time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
