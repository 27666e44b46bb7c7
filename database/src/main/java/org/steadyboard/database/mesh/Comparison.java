package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds every row that differs between two hosts, by ranges of digests: equal ranges cost two
 * numbers on the wire. What is still on its way counts as a difference, so hosts that take writes
 * are rarely equal; hosts at rest are, within moments.
 */
public final class Comparison {

  private Comparison() {}

  /**
   * How one table differs.
   *
   * @param behind ids of rows that the peer has and we lack or have an older version of
   * @param ahead how many rows we have that the peer lacks or has an older version of
   * @param contradicting ids of rows with one version and two contents: no one may write with
   *     replication off
   */
  public record TableDifference(
      String table, List<UUID> behind, long ahead, List<UUID> contradicting) {
    public boolean isEqual() {
      return behind.isEmpty() && ahead == 0 && contradicting.isEmpty();
    }
  }

  /** All enrolled tables that both hosts have, equal ones included. */
  public static List<TableDifference> compare(MeshHost here, MeshHost peer) throws SQLException {
    try (var ours = here.connect();
        var theirs = peer.connect()) {
      var differences = new ArrayList<TableDifference>();
      for (var table : EnrolledTable.ofBoth(ours, theirs)) {
        differences.add(compare(ours, theirs, table, Integer.MAX_VALUE));
      }
      return differences;
    }
  }

  /** Compares one table and stops looking after {@code mostBehind} rows that we are behind in. */
  static TableDifference compare(
      Connection ours, Connection theirs, EnrolledTable table, int mostBehind) throws SQLException {
    var bounds = RangeDigest.bounds(theirs, table);
    var here = RangeDigest.read(ours, table, bounds);
    var there = RangeDigest.read(theirs, table, bounds);

    var behind = new ArrayList<UUID>();
    var contradicting = new ArrayList<UUID>();
    var ahead = 0L;
    for (var range : RangeDigest.differing(here, there, bounds.size() + 1)) {
      if (behind.size() >= mostBehind) {
        break;
      }
      var from = range == 0 ? null : bounds.get(range - 1);
      var to = range == bounds.size() ? null : bounds.get(range);
      var our = versions(ours, table, from, to);
      for (var their : versions(theirs, table, from, to).entrySet()) {
        var own = our.remove(their.getKey());
        if (own == null || own.isOlderThan(their.getValue())) {
          behind.add(their.getKey());
        } else if (their.getValue().isOlderThan(own)) {
          ahead++;
        } else if (own.hash != their.getValue().hash) {
          contradicting.add(their.getKey());
        }
      }
      ahead += our.size();
    }
    return new TableDifference(table.name(), behind, ahead, contradicting);
  }

  private record Version(long stamp, String host, long hash) {
    boolean isOlderThan(Version other) {
      return stamp != other.stamp ? stamp < other.stamp : host.compareTo(other.host) < 0;
    }
  }

  private static Map<UUID, Version> versions(
      Connection connection, EnrolledTable table, UUID from, UUID to) throws SQLException {
    var versions = new HashMap<UUID, Version>();
    try (var statement =
        connection.prepareStatement(
            "select t.id, t.row_stamp, t.row_host, %s from %s t where (?::uuid is null or t.id >= ?) and (?::uuid is null or t.id < ?)"
                .formatted(table.rowHash(), table.name()))) {
      statement.setObject(1, from);
      statement.setObject(2, from);
      statement.setObject(3, to);
      statement.setObject(4, to);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.put(
              rows.getObject(1, UUID.class),
              new Version(rows.getLong(2), rows.getString(3), rows.getLong(4)));
        }
      }
    }
    return versions;
  }
}
