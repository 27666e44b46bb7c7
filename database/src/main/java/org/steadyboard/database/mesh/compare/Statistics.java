package org.steadyboard.database.mesh.compare;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a database's planner how large its tables have become. Postgres does so by itself, but up
 * to a minute later, and a host that was just filled is used at once: until then its plans are
 * those of empty tables.
 *
 * <p>Bounded: no table is waited for, each takes at most the {@code statement_timeout} of a {@link
 * org.steadyboard.database.mesh.MeshHost} (a sample is read, not the table), and no other is begun
 * after {@link #MOST}. What fails is logged only, for Postgres does it later.
 */
final class Statistics {

  /** With fewer, plans are good whatever they are. */
  static final int FEWEST_CHANGES = 500;

  private static final Duration MOST = Duration.ofSeconds(10);

  /** What streams brought counts too. */
  private static final String OUTDATED =
      """
      select t.name
      from replication.enrolled_table t
      join pg_class c on c.oid = to_regclass(t.name)
      join pg_stat_user_tables s on s.relid = c.oid
      where s.n_mod_since_analyze >= greatest(%d, c.reltuples / 5)
      order by 1
      """
          .formatted(FEWEST_CHANGES);

  private static final Logger LOG = System.getLogger(Statistics.class.getName());

  private Statistics() {}

  /**
   * Makes the statistics of those tables of which a fifth or more has changed since.
   *
   * @param host outside of any transaction; what it wrote counts too
   */
  static void make(Connection host) {
    var end = System.nanoTime() + MOST.toNanos();
    try (var statement = host.createStatement()) {
      for (var table : outdated(host)) {
        if (System.nanoTime() > end) {
          LOG.log(Level.INFO, "the statistics of {0} and others are left to Postgres", table);
          return;
        }
        statement.execute("analyze (skip_locked) " + table);
        // A right that is missing is no error, nor is a table that is locked.
        var warning = statement.getWarnings();
        if (warning != null) {
          LOG.log(Level.WARNING, "no statistics of {0} yet: {1}", table, warning.getMessage());
        }
      }
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "statistics were not made, and are left to Postgres", e);
    }
  }

  private static List<String> outdated(Connection host) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = host.createStatement()) {
      // Else our own changes are counted a second later.
      statement.executeQuery("select pg_stat_force_next_flush()").close();
      try (var rows = statement.executeQuery(OUTDATED)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }
}
