package org.steadyboard.bench.machine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.postgres.Database;
import org.steadyboard.localhosts.postgres.PostgresCluster;

/**
 * A host's Postgres, seen past its services.
 *
 * @param log what it says, as {@code log_line_prefix} of a local host has it
 */
public record Postgres(int port, Path log, Keys keys) {

  /** As many as {@code min_wal_size} of a local host keeps. */
  private static final int LOG_FILES = 16;

  /** As the role that the services have. */
  public Connection connect() throws SQLException {
    return connect(Database.NAME, Database.OWNER, keys.databasePassword());
  }

  public Connection superuser() throws SQLException {
    return superuser(Database.NAME);
  }

  /** Also while nobody may connect to the services' database. */
  public Connection superuserBesideTheDatabase() throws SQLException {
    return superuser("postgres");
  }

  private Connection superuser(String database) throws SQLException {
    return connect(database, PostgresCluster.SUPERUSER, keys.superuserPassword());
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.put("user", user);
    properties.put("password", password);
    properties.put("ApplicationName", "bench");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  /** Sets something for all connections while they are open. */
  public void set(String setting, String value) throws SQLException {
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      statement.execute("alter system set " + setting + " = '" + value + "'");
      statement.execute("select pg_reload_conf()");
    }
  }

  /**
   * Makes the files of its write-ahead log, which are used again for ever after. A commit that has
   * to make one waits for 16 MiB of zeros: a server that has run for a day hardly ever does.
   */
  public void fillLogFiles() throws SQLException {
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      for (var file = 0; file < LOG_FILES; file++) {
        statement.execute("select pg_logical_emit_message(true, 'bench', '')");
        statement.execute("select pg_switch_wal()");
      }
      statement.execute("checkpoint");
    }
  }

  /** The version, and the settings that make a commit durable, as the server itself says. */
  public String describe() {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select current_setting('server_version'), current_setting('fsync'),
                       current_setting('synchronous_commit')
                """)) {
      row.next();
      return "PostgreSQL %s, fsync=%s, synchronous_commit=%s"
          .formatted(row.getString(1), row.getString(2), row.getString(3));
    } catch (SQLException e) {
      throw new BenchFailure("Postgres does not answer: " + e.getMessage(), e);
    }
  }

  /** Tells apart two hosts whose boards, pairings, stages or sessions differ. */
  String digest() throws SQLException {
    try (var connection = connect();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select concat(
                  (select md5(string_agg(t::text, ',' order by id)) from board.stage t),
                  (select md5(string_agg(t::text, ',' order by id)) from board.pairing t),
                  (select count(*) from board.board),
                  (select count(*) from identity.session))
                """)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public String toString() {
    return "Postgres at " + port;
  }
}
