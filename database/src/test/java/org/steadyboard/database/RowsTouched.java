package org.steadyboard.database;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/**
 * How much of the tables a piece of work looks at, by the database's own counters: what it costs
 * whatever the machine is busy with. Counts what all sessions of the database do.
 */
public final class RowsTouched {

  /** Each row that a scan of a table reads, and each entry that a scan of an index gives. */
  private static final String SO_FAR =
      """
      select (select coalesce(sum(seq_tup_read), 0) from pg_stat_user_tables)
        + (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes)
      """;

  /**
   * To be said by the session that works: a session's counts are shown about once a second else.
   */
  public static final String SHOW = "select pg_stat_force_next_flush()";

  private final DataSource observer;
  private final Callable<?> show;

  /**
   * @param observer of the same database, over connections of its own
   * @param show says {@link #SHOW} over the connection that works
   */
  public RowsTouched(DataSource observer, Callable<?> show) {
    this.observer = observer;
    this.show = show;
  }

  public long by(Callable<?> work) throws Exception {
    show.call();
    var before = soFar();
    work.call();
    show.call();
    return soFar() - before;
  }

  private long soFar() throws SQLException {
    try (var connection = observer.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(SO_FAR)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
