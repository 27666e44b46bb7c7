package org.steadyboard.bench.machine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.steadyboard.bench.BenchFailure;

/**
 * A Postgres 18 with durable commits and the settings of a local host. Its data lie below a folder
 * of the caller, so that they are on a real disk, and are removed with it.
 */
public final class Postgres implements AutoCloseable {

  public static final String DATABASE = "steadyboard";
  public static final String OWNER = "steadyboard";
  public static final String PASSWORD = "only-for-the-bench";

  private static final String LOG = "statements";

  private final EmbeddedPostgres server;
  private final Path data;

  private Postgres(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  public static Postgres start(Path folder, int port) {
    Ports.requireFree(port);
    try {
      Files.createDirectories(folder);
      var data = Files.createTempDirectory(folder, "postgres-");
      var server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              // Stopped by Running, after the services.
              .setRegisterShutdownHook(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("wal_level", "logical")
              .setServerConfig("max_connections", "100")
              .setServerConfig("shared_buffers", "128MB")
              .setServerConfig("max_wal_size", "512MB")
              .setServerConfig("jit", "off")
              // Nothing is logged until StatementLog asks for it.
              .setServerConfig("logging_collector", "on")
              .setServerConfig("log_destination", "jsonlog")
              .setServerConfig("log_filename", LOG + ".log")
              .start();
      return ready(new Postgres(server, data));
    } catch (IOException | SQLException e) {
      throw new BenchFailure("Postgres did not start: " + e.getMessage(), e);
    }
  }

  private static Postgres ready(Postgres started) throws IOException, SQLException {
    try {
      started.createDatabase();
      return started;
    } catch (SQLException e) {
      started.close();
      throw e;
    }
  }

  private void createDatabase() throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role " + OWNER + " login password '" + PASSWORD + "'");
      statement.execute("create database " + DATABASE + " owner " + OWNER);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** As the settings of a service name it. */
  public String url() {
    return "postgresql://127.0.0.1:" + port() + "/" + DATABASE;
  }

  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.put("user", OWNER);
    properties.put("password", PASSWORD);
    return DriverManager.getConnection("jdbc:" + url(), properties);
  }

  /** A line of JSON for each message. */
  public Path log() {
    return data.resolve("log").resolve(LOG + ".json");
  }

  /** Sets something for all connections while they are open. */
  public void set(String setting, String value) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter system set " + setting + " = '" + value + "'");
      statement.execute("select pg_reload_conf()");
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

  /** Its postmaster: the first line of the file by which it holds its folder. */
  ProcessHandle process() {
    try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
      return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip()))
          .orElseThrow();
    } catch (IOException e) {
      throw new BenchFailure("Postgres has gone: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  @Override
  public String toString() {
    return "Postgres";
  }
}
