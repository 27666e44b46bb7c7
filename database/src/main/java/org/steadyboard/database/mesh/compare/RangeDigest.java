package org.steadyboard.database.mesh.compare;

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

  private static final RangeDigest EMPTY = new RangeDigest(0, 0);

  /** The ranges that differ between two hosts, in order. */
  static List<Integer> differing(
      Connection ours, Connection theirs, EnrolledTable table, KeyRanges ranges, Depth depth)
      throws SQLException {
    var here = read(ours, table, ranges, depth);
    var there = read(theirs, table, ranges, depth);
    var differing = new ArrayList<Integer>();
    for (var range = 0; range < ranges.count(); range++) {
      if (!here.getOrDefault(range, EMPTY).equals(there.getOrDefault(range, EMPTY))) {
        differing.add(range);
      }
    }
    return differing;
  }

  /** The digests by range; a range without rows is absent. */
  private static Map<Integer, RangeDigest> read(
      Connection connection, EnrolledTable table, KeyRanges ranges, Depth depth)
      throws SQLException {
    var digests = new HashMap<Integer, RangeDigest>();
    try (var statement =
        connection.prepareStatement(
            "select width_bucket(t.id, ?), count(*), bit_xor(%s) from %s t where %s group by 1"
                .formatted(
                    depth.hash(table),
                    table.name(),
                    KeyRanges.within(ranges.from(), ranges.to())))) {
      statement.setArray(1, connection.createArrayOf("uuid", ranges.bounds().toArray(UUID[]::new)));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          digests.put(rows.getInt(1), new RangeDigest(rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return digests;
  }
}
