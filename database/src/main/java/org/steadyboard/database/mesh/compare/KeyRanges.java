package org.steadyboard.database.mesh.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A stretch of a table's keys, parted so that no range holds more than {@link #ROWS_A_RANGE} rows
 * on either host.
 *
 * @param from the first key; null at the table's beginning
 * @param bounds range n holds the keys from bound n - 1 up to, and without, bound n; in order
 * @param to the first key of the next stretch; null at the table's end
 */
record KeyRanges(UUID from, List<UUID> bounds, UUID to) {

  static final int ROWS_A_RANGE = 1_000;

  /** How many ranges one question to a host is about: about 16,000 rows. */
  static final int RANGES_A_STRETCH = 16;

  /** As Postgres orders them: by unsigned bytes. */
  static final Comparator<UUID> BY_BYTES =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** The stretch from a key on, parted by what both hosts have there. */
  static KeyRanges of(Connection ours, Connection theirs, EnrolledTable table, UUID from)
      throws SQLException {
    var bounds = new TreeSet<>(BY_BYTES);
    UUID end = null;
    for (var connection : List.of(ours, theirs)) {
      var some = bounds(connection, table, from);
      bounds.addAll(some);
      if (some.size() == RANGES_A_STRETCH
          && (end == null || BY_BYTES.compare(some.getLast(), end) < 0)) {
        end = some.getLast();
      }
    }
    return new KeyRanges(from, List.copyOf(end == null ? bounds : bounds.headSet(end)), end);
  }

  int count() {
    return bounds.size() + 1;
  }

  UUID start(int range) {
    return range == 0 ? from : bounds.get(range - 1);
  }

  UUID end(int range) {
    return range == bounds.size() ? to : bounds.get(range);
  }

  private static List<UUID> bounds(Connection connection, EnrolledTable table, UUID from)
      throws SQLException {
    var bounds = new ArrayList<UUID>();
    try (var statement =
        connection.prepareStatement(
            "select id from (select id, row_number() over (order by id) as n from %s t%s order by id limit ?) as numbered where n %% ? = 0 order by id"
                .formatted(table.name(), from == null ? "" : " where t.id > '" + from + "'"))) {
      statement.setInt(1, ROWS_A_RANGE * RANGES_A_STRETCH);
      statement.setInt(2, ROWS_A_RANGE);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          bounds.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return bounds;
  }

  /** A condition on the keys of a table that the statement calls t. */
  static String within(UUID from, UUID to) {
    return (from == null ? "true" : "t.id >= '" + from + "'")
        + (to == null ? "" : " and t.id < '" + to + "'");
  }
}
