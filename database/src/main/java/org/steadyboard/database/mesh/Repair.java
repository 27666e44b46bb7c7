package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Fetches from a peer what this host is behind in. Rows are applied as replicated ones are: the
 * newest wins, listeners are told, and, being written under a replication origin, they are not sent
 * round again.
 *
 * <p>It heals what logical replication cannot see: an update of a row that never arrived here, and
 * all that a slot no longer kept.
 */
public final class Repair {

  /** The most rows that one run fetches of one table: the rest is for the next run. */
  public static final int MOST_ROWS_A_TABLE = 50_000;

  private static final int ROWS_A_TRANSACTION = 500;

  private Repair() {}

  /**
   * @param fetched rows applied here, of all tables
   * @param ahead rows that we are ahead in: the peer fetches them
   * @param contradicting rows that nobody can repair: the same version with two contents
   * @param complete whether everything was looked at; false when a table had more to fetch than one
   *     run may
   */
  public record Outcome(long fetched, long ahead, long contradicting, boolean complete) {
    public boolean foundEqual() {
      return fetched == 0 && ahead == 0 && contradicting == 0 && complete;
    }
  }

  /**
   * Makes {@code here} as new as {@code peer} is. One run at a time for each peer; a second one
   * fails at once.
   */
  public static Outcome pull(MeshHost here, MeshHost peer) throws SQLException {
    try (var ours = here.connect();
        var theirs = peer.connect()) {
      writeAsReplica(ours, peer);
      var fetched = 0L;
      var ahead = 0L;
      var contradicting = 0L;
      var complete = true;
      for (var table : EnrolledTable.ofBoth(ours, theirs)) {
        var difference = Comparison.compare(ours, theirs, table, MOST_ROWS_A_TABLE);
        fetched += fetch(ours, theirs, table, difference.behind());
        ahead += difference.ahead();
        contradicting += difference.contradicting().size();
        complete &= difference.behind().size() < MOST_ROWS_A_TABLE;
      }
      return new Outcome(fetched, ahead, contradicting, complete);
    }
  }

  private static void writeAsReplica(Connection ours, MeshHost peer) throws SQLException {
    var origin = "repair_" + Mesh.subscriptionFrom(peer);
    try (var set =
        ours.prepareStatement(
            """
        select case when pg_replication_origin_oid(?) is null then pg_replication_origin_create(?) end,
            set_config('session_replication_role', 'replica', false)
        """)) {
      set.setString(1, origin);
      set.setString(2, origin);
      set.executeQuery();
    }
    try (var set = ours.prepareStatement("select pg_replication_origin_session_setup(?)")) {
      set.setString(1, origin);
      set.executeQuery();
    }
  }

  private static long fetch(Connection ours, Connection theirs, EnrolledTable table, List<UUID> ids)
      throws SQLException {
    for (var start = 0; start < ids.size(); start += ROWS_A_TRANSACTION) {
      var some = ids.subList(start, Math.min(ids.size(), start + ROWS_A_TRANSACTION));
      apply(ours, table, read(theirs, table, some));
    }
    return ids.size();
  }

  private static List<String> read(Connection theirs, EnrolledTable table, List<UUID> ids)
      throws SQLException {
    var rows = new ArrayList<String>();
    try (var select =
        theirs.prepareStatement(
            "select to_jsonb(t) from (select %s from %s where id = any(?)) t"
                .formatted(table.columnList(), table.name()))) {
      select.setArray(1, theirs.createArrayOf("uuid", ids.toArray()));
      try (var found = select.executeQuery()) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
    }
    return rows;
  }

  private static void apply(Connection ours, EnrolledTable table, List<String> rows)
      throws SQLException {
    try (var insert =
        ours.prepareStatement(
            """
            insert into %1$s (%2$s)
            select %2$s from jsonb_populate_record(null::%1$s, ?::jsonb)
            on conflict (id) do nothing -- written here in this very moment: the next run compares again
            """
                .formatted(table.name(), table.columnList()))) {
      ours.setAutoCommit(false);
      for (var row : rows) {
        insert.setString(1, row);
        insert.addBatch();
      }
      insert.executeBatch();
      ours.commit();
    } finally {
      ours.rollback();
      ours.setAutoCommit(true);
    }
  }
}
