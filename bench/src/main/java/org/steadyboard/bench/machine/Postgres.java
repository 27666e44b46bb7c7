package org.steadyboard.bench.machine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
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

  /** As many as {@code min_wal_size} keeps. */
  private static final int LOG_FILES = 16;

  private EmbeddedPostgres server;
  private final Path data;
  private final int port;

  private Postgres(EmbeddedPostgres server, Path data, int port) {
    this.server = server;
    this.port = port;
    this.data = data;
  }

  public static Postgres start(Path folder, int port) {
    Ports.requireFree(port);
    try {
      Files.createDirectories(folder);
      var data = Files.createTempDirectory(folder, "postgres-");
      return ready(new Postgres(server(data, port), data, port));
    } catch (IOException | SQLException e) {
      throw new BenchFailure("Postgres did not start: " + e.getMessage(), e);
    }
  }

  /** Opens the data that are there, or makes them. */
  private static EmbeddedPostgres server(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // Stopped by Running, after the services.
        .setRegisterShutdownHook(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("wal_level", "logical")
        .setServerConfig("wal_writer_delay", "10ms")
        .setServerConfig("wal_sender_timeout", "5s")
        .setServerConfig("wal_receiver_timeout", "5s")
        .setServerConfig("wal_retrieve_retry_interval", "500ms")
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "128MB")
        .setServerConfig("min_wal_size", "256MB")
        .setServerConfig("max_wal_size", "512MB")
        .setServerConfig("jit", "off")
        // Nothing is logged until StatementLog asks for it.
        .setServerConfig("logging_collector", "on")
        .setServerConfig("log_destination", "jsonlog")
        .setServerConfig("log_filename", LOG + ".log")
        .start();
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
      fillLogFiles(statement);
    }
  }

  /**
   * Makes the files of its write-ahead log, which are used again for ever after. A commit that has
   * to make one waits for 16 MiB of zeros: a server that has run for a day hardly ever does.
   */
  private static void fillLogFiles(Statement statement) throws SQLException {
    for (var file = 0; file < LOG_FILES; file++) {
      statement.execute("select pg_logical_emit_message(true, 'bench', '')");
      statement.execute("select pg_switch_wal()");
    }
    statement.execute("checkpoint");
  }

  public int port() {
    return port;
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

  Connection superuser() throws SQLException {
    return server.getDatabase("postgres", DATABASE).getConnection();
  }

  /** A subscription of a role that is no superuser needs a server that asks for a password. */
  void requirePasswords() throws SQLException {
    try (var superuser = superuser()) {
      Files.writeString(
          data.resolve("pg_hba.conf"),
          """
          host all postgres 127.0.0.1/32 trust
          host all all 127.0.0.1/32 scram-sha-256
          """);
      superuser.createStatement().execute("select pg_reload_conf()");
    } catch (IOException e) {
      throw new BenchFailure("passwords could not be asked for: " + e.getMessage(), e);
    }
  }

  /** As a machine that loses its power: no process of it says another word. */
  public void kill() throws IOException {
    var postmaster = process();
    var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().join());
    server.close();
  }

  /** On the same port, with the data that were on disk. */
  public void startAgain() throws IOException {
    server = server(data, port);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public String toString() {
    return "Postgres";
  }
}
