package org.steadyboard.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How much was in a database, and what the planner had been told of it, when a connection made its
 * plans. Whatever it was, the tables then have {@link #MANY} of each, and nobody says so.
 */
public enum Start {
  NOTHING(0, false),
  ONE_ANALYSED(1, true),
  FEW_ANALYSED(5, true),
  MANY_NEVER_ANALYSED(Start.MANY, false);

  /** A thousandfold of few. */
  public static final int MANY = 5_000;

  private final int rows;
  private final boolean analysed;

  Start(int rows, boolean analysed) {
    this.rows = rows;
    this.analysed = analysed;
  }

  /**
   * Makes the database what it is at first; from then on nothing analyses it.
   *
   * @param schemas those whose tables matter
   */
  public void prepare(DataSource database, DataSource superuser, String... schemas)
      throws SQLException {
    try (var connection = superuser.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter system set autovacuum = off");
      statement.execute("select pg_reload_conf()");
    }
    fill(database, rows, schemas);
    if (analysed) {
      try (var connection = database.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("analyze");
      }
    }
  }

  /** Fills the tables of these schemas up to {@link #MANY}. */
  public static void grow(DataSource database, String... schemas) throws SQLException {
    fill(database, MANY, schemas);
  }

  private static void fill(DataSource database, int rows, String... schemas) throws SQLException {
    try (var connection = database.getConnection()) {
      for (var schema : schemas) {
        ManyRows.fill(connection, schema, rows);
      }
      // Else these rows count for whatever is looked at when this session has ended.
      try (var statement = connection.createStatement()) {
        statement.execute(RowsTouched.SHOW);
      }
    }
  }
}
