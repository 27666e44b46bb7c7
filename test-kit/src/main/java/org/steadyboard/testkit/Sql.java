package org.steadyboard.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One statement over a connection of its own, committed at once. */
public final class Sql {

  private Sql() {}

  /**
   * @param values of the question marks, in their order
   */
  public static void execute(DataSource database, String sql, Object... values)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = prepare(connection, sql, values)) {
      statement.execute();
    }
  }

  /** The first column of all rows, as text; null where it is null. */
  public static List<String> query(DataSource database, String sql, Object... values)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = prepare(connection, sql, values);
        var rows = statement.executeQuery()) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
