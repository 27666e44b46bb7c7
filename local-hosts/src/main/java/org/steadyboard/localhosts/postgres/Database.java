package org.steadyboard.localhosts.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.Properties;
import org.steadyboard.localhosts.layout.Keys;

/** The database {@code steadyboard} of one host, seen by its superuser. */
public record Database(int port, Keys keys) {
  public static final String NAME = "steadyboard";
  public static final String OWNER = "steadyboard";

  private static final String CONNECT_SECONDS = "2";
  private static final String READ_SECONDS = "10";

  public boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /**
   * Makes the role and the database that the services use, or brings the role's password up to
   * date.
   */
  public void create() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
        statement.execute("create role " + OWNER + " login");
      }
      // The password is base64: it holds no quote.
      statement.execute("alter role " + OWNER + " password '" + keys.databasePassword() + "'");
      if (!exists(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
        statement.execute("create database " + NAME + " owner " + OWNER);
      }
    }
  }

  /** Empty while the database does not answer. */
  public OptionalLong bytes() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        var result = statement.executeQuery("select pg_database_size('" + NAME + "')")) {
      result.next();
      return OptionalLong.of(result.getLong(1));
    } catch (SQLException away) {
      return OptionalLong.empty();
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.put("user", PostgresCluster.SUPERUSER);
    properties.put("password", keys.superuserPassword());
    properties.put("connectTimeout", CONNECT_SECONDS);
    properties.put("socketTimeout", READ_SECONDS);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }
}
