package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a range of keys holds, in two numbers: how many rows, and the exclusive-or of their hashes.
 * Equal ranges have equal digests; unequal ones have equal digests with a chance of one in 2^64.
 */
record RangeDigest(long rows, long digest) {

  /** How many rows a range has on the host that the bounds are taken from. */
  static final int ROWS_A_RANGE = 1_000;

  private static final RangeDigest EMPTY = new RangeDigest(0, 0);

  /**
   * Keys that part the table into ranges; range n holds the keys from bound n - 1 up to, and
   * without, bound n.
   */
  static List<UUID> bounds(Connection connection, EnrolledTable table) throws SQLException {
    var bounds = new ArrayList<UUID>();
    try (var statement =
        connection.prepareStatement(
            "select id from (select id, row_number() over (order by id) as n from "
                + table.name()
                + ") as numbered where n % ? = 0 order by id")) {
      statement.setInt(1, ROWS_A_RANGE);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          bounds.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return bounds;
  }

  /** The digests by range; a range without rows is absent. */
  static Map<Integer, RangeDigest> read(
      Connection connection, EnrolledTable table, List<UUID> bounds) throws SQLException {
    var digests = new HashMap<Integer, RangeDigest>();
    try (var statement =
        connection.prepareStatement(
            "select width_bucket(t.id, ?), count(*), bit_xor("
                + table.rowHash()
                + ") from "
                + table.name()
                + " t group by 1")) {
      statement.setArray(1, connection.createArrayOf("uuid", bounds.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          digests.put(rows.getInt(1), new RangeDigest(rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return digests;
  }

  /** The ranges that differ, in order. */
  static List<Integer> differing(
      Map<Integer, RangeDigest> here, Map<Integer, RangeDigest> there, int ranges) {
    var differing = new ArrayList<Integer>();
    for (var range = 0; range < ranges; range++) {
      if (!here.getOrDefault(range, EMPTY).equals(there.getOrDefault(range, EMPTY))) {
        differing.add(range);
      }
    }
    return differing;
  }
}
