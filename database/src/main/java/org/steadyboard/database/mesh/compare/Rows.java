package org.steadyboard.database.mesh.compare;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * Carries rows from a peer to us, as replicated ones: the newest wins, listeners are told, and,
 * being written under a replication origin, they are not sent round again. Columns that only we
 * have are left as they are.
 *
 * <p>Rows flow from one COPY into the other, so that memory holds one at a time.
 */
final class Rows implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Rows.class.getName());

  /**
   * Classes of errors that lie in a row and what the table asks of it, and come again with it: data
   * exception, integrity violation, access or syntax (a trigger's too), too long for an index, and
   * raised by a trigger. All others, such as a lock or a statement that took too long, a deadlock,
   * or a server that stops, say nothing about the row.
   */
  private static final Set<String> OF_THE_ROW = Set.of("22", "23", "42", "54", "P0");

  private final Connection ours;
  private final Connection theirs;
  private EnrolledTable arriving;

  /**
   * @param origin a name that no other session uses at this time: a second one fails at once
   */
  Rows(Connection ours, Connection theirs, String origin) throws SQLException {
    this.ours = ours;
    this.theirs = theirs;
    try (var set =
        ours.prepareStatement(
            """
            select case when pg_replication_origin_oid(?) is null then pg_replication_origin_create(?) end,
                set_config('session_replication_role', 'replica', false), set_config('replication.settle', 'on', false)
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

  /**
   * Gives the origin back. The end of the connection would, too, but a moment after it was closed
   * here: a run that follows at once would find the origin in use.
   */
  @Override
  public void close() {
    try (var reset = ours.createStatement()) {
      reset.execute("select pg_replication_origin_session_reset()");
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "The origin is given back with the connection", e);
    }
  }

  /**
   * Fetches rows in one transaction. When one of them cannot be applied, the others are all the
   * same: the batch is halved until that one stands alone.
   *
   * @return the rows that were refused, and why
   * @throws SQLException when a host cannot be reached, or the rows cannot be had just now: the
   *     next run finds them again
   */
  List<Repair.Refused> fetch(EnrolledTable table, List<UUID> ids) throws SQLException {
    try {
      apply(table, ids);
      return List.of();
    } catch (SQLException e) {
      if (ours.isClosed() || theirs.isClosed() || !isOfARow(e)) {
        throw e;
      }
      if (ids.size() == 1) {
        var reason = e.getMessage().lines().findFirst().orElse("no reason given");
        return List.of(new Repair.Refused(table.name(), ids.getFirst(), reason));
      }
      var refused = new ArrayList<Repair.Refused>();
      refused.addAll(fetch(table, ids.subList(0, ids.size() / 2)));
      refused.addAll(fetch(table, ids.subList(ids.size() / 2, ids.size())));
      return refused;
    }
  }

  private static boolean isOfARow(SQLException e) {
    var state = e.getSQLState();
    return state != null && state.length() == 5 && OF_THE_ROW.contains(state.substring(0, 2));
  }

  private void apply(EnrolledTable table, List<UUID> ids) throws SQLException {
    prepareFor(table);
    ours.setAutoCommit(false);
    try (var statement = ours.createStatement()) {
      copy(table, ids);
      var columns = table.columnList();
      var arrived = table.columns().stream().map(c -> "a." + c).collect(Collectors.joining(", "));
      statement.execute(
          "update %s t set (%s) = row (%s) from pg_temp.arrived a where t.id = a.id"
              .formatted(table.name(), columns, arrived));
      // Written here in this very moment: the next run compares again.
      statement.execute(
          "insert into %1$s (%2$s) select %3$s from pg_temp.arrived a where not exists (select from %1$s t where t.id = a.id) on conflict (id) do nothing"
              .formatted(table.name(), columns, arrived));
      statement.execute("truncate pg_temp.arrived");
      ours.commit();
    } finally {
      if (!ours.isClosed()) {
        ours.rollback();
        ours.setAutoCommit(true);
      }
    }
  }

  private void prepareFor(EnrolledTable table) throws SQLException {
    if (table.equals(arriving)) {
      return;
    }
    arriving = null;
    try (var statement = ours.createStatement()) {
      statement.execute("drop table if exists pg_temp.arrived");
      statement.execute(
          "create temporary table arrived as select %s from %s with no data"
              .formatted(table.columnList(), table.name()));
    }
    arriving = table;
  }

  private void copy(EnrolledTable table, List<UUID> ids) throws SQLException {
    CopyOut from =
        theirs
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy (select %s from %s t where t.id = any (%s)) to stdout"
                    .formatted(table.columnsOfT(), table.name(), keys(ids)));
    CopyIn to = null;
    try {
      to =
          ours.unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy pg_temp.arrived (%s) from stdin".formatted(table.columnList()));
      for (var row = from.readFromCopy(); row != null; row = from.readFromCopy()) {
        to.writeToCopy(row, 0, row.length);
      }
      to.endCopy();
    } finally {
      if (from.isActive()) {
        from.cancelCopy();
      }
      if (to != null && to.isActive()) {
        to.cancelCopy();
      }
    }
  }

  /** An array of keys, to be written into a statement: COPY takes no parameters. */
  static String keys(List<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "'{", "}'::uuid[]"));
  }
}
