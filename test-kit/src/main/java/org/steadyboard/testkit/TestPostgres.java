package org.steadyboard.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real Postgres 18 on a port of its own, with databases owned by a role of as few rights as a
 * host's: it may own a database and nothing else. What hinders a start, a stop or a freeze is an
 * unchecked exception.
 */
public final class TestPostgres implements AutoCloseable {

  public static final String USER = "steadyboard";
  public static final String PASSWORD = "only-for-tests";

  private static final Logger LOG = Logger.getLogger(TestPostgres.class.getName());

  private static final Map<String, String> AS_ON_A_HOST =
      // What may go without waiting for the disk has to say so.
      Map.of("wal_level", "logical", "synchronous_commit", "on");

  /** Of a machine whose processors and disk are all taken by other tests. */
  private static final Duration START_WITHIN = Duration.ofMinutes(1);

  private static final int STARTS = 3;
  private static final int ANY_FREE = 0;

  private final EmbeddedPostgres.Builder program;
  private final boolean keepsData;
  private final AtomicInteger databases = new AtomicInteger();
  private EmbeddedPostgres postgres;
  private Path data;
  private List<ProcessHandle> frozen = List.of();

  private TestPostgres(EmbeddedPostgres.Builder program, boolean keepsData) {
    this.program = program;
    this.keepsData = keepsData;
    AS_ON_A_HOST.forEach(program::setServerConfig);
    program.setPGStartupWait(START_WITHIN);
  }

  /** One whose data go when it is closed or stopped. */
  public static TestPostgres start() {
    return new TestPostgres(
            EmbeddedPostgres.builder().setServerConfig("max_connections", "100"), false)
        .begin();
  }

  /**
   * One that keeps its data, so that it can be stopped or killed and started again.
   *
   * @param data a folder that is empty or is not there yet; whoever gave it removes it
   * @param settings as in {@code postgresql.conf}
   */
  public static TestPostgres startIn(Path data, Map<String, String> settings) {
    var program = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    settings.forEach(program::setServerConfig);
    return new TestPostgres(program, true).begin();
  }

  /** A port that was free when it was chosen may be another's by the time Postgres listens. */
  private TestPostgres begin() {
    for (var left = STARTS - 1; ; left--) {
      try {
        program.setPort(ANY_FREE);
        if (!keepsData) {
          program.setDataDirectory(newFolder());
        }
        run();
        program.setPort(port());
        makeRole();
        return this;
      } catch (UncheckedIOException | IllegalStateException e) {
        if (left == 0) {
          throw e;
        }
        LOG.log(Level.WARNING, "Postgres did not start; once more on another port", e);
      }
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("postgres-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeRole() {
    try {
      data = Path.of(Sql.query(superuser("postgres"), "show data_directory").getFirst());
      Sql.execute(
          superuser("postgres"), "create role " + USER + " login password '" + PASSWORD + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    try {
      postgres = program.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Postgres did not start", e);
    }
  }

  /** On the loopback; the same after each start. */
  public int port() {
    return postgres.getPort();
  }

  /** A new, empty database; returns its address as {@code postgresql://127.0.0.1:port/name}. */
  public String newDatabase() {
    return newDatabase("host_" + databases.incrementAndGet());
  }

  /** As {@link #newDatabase()}, of this name. */
  public String newDatabase(String name) {
    try {
      Sql.execute(superuser("postgres"), "create database " + name + " owner " + USER);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://127.0.0.1:" + port() + "/" + name;
  }

  /**
   * Connections as a service makes them.
   *
   * @param url as {@link #newDatabase()} returns it
   */
  public static DataSource service(String url) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl("jdbc:" + url);
    dataSource.setUser(USER);
    dataSource.setPassword(PASSWORD);
    return dataSource;
  }

  /**
   * For what a test does to the database from outside, such as ending other connections.
   *
   * @param database its name, or an address that ends with it
   */
  public DataSource superuser(String database) {
    return postgres.getDatabase("postgres", database.substring(database.lastIndexOf('/') + 1));
  }

  /** As an operator stops it: connections are told, and it has ended when this returns. */
  public void stop() {
    thaw();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a host that loses its power: SIGKILL. */
  public void kill() {
    var postmaster = postmaster();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    stop();
  }

  /** With the data, the settings and the port that it had. */
  public void startAgain() {
    if (!keepsData) {
      throw new IllegalStateException("its data are gone: start it in a folder");
    }
    run();
  }

  /** SIGSTOP: connections stay open, new ones are accepted by the kernel, and nobody answers. */
  public void freeze() {
    var postmaster = postmaster();
    // First the one that starts the others: none is born behind our back.
    signal("STOP", List.of(postmaster));
    frozen = new ArrayList<>(List.of(postmaster));
    postmaster.children().forEach(frozen::add);
    signal("STOP", frozen);
  }

  /** SIGCONT to all that were frozen. */
  public void thaw() {
    signal("CONT", frozen.stream().filter(ProcessHandle::isAlive).toList());
    frozen = List.of();
  }

  /** A frozen one is thawed first, for it would not hear. */
  @Override
  public void close() {
    stop();
  }

  private ProcessHandle postmaster() {
    try {
      var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To each in turn, as one that ended meanwhile must not hide that another was not reached. */
  static void signal(String name, List<ProcessHandle> processes) {
    for (var process : processes) {
      var pid = Long.toString(process.pid());
      try {
        if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0
            && process.isAlive()) {
          throw new IllegalStateException("not sent: kill -" + name + " " + pid);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
