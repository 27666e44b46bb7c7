package org.steadyboard.localhosts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.localhosts.supervisor.Part;
import org.steadyboard.localhosts.supervisor.PartPlan;
import org.steadyboard.localhosts.supervisor.PartState;
import org.steadyboard.testkit.FreePort;

/** The real Postgres: made, started, killed, started again. */
class PostgresClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private HostPlace place;
  private PostgresCluster cluster;
  private Database database;
  private Part part;

  @BeforeEach
  void make() throws IOException, InterruptedException {
    Keys keys = Keys.loadOrCreate(folder.resolve("keys.json"));
    place = new HostPlace(0, FreePort.find() - PartKind.POSTGRES.portOffset(), folder);
    cluster = new PostgresCluster(PostgresPrograms.unpackedIn(Path.of("target")), place);
    cluster.create(keys);
    database = new Database(place.port(PartKind.POSTGRES), keys);
    part = new Part(plan(), new ProcessRegister(folder.resolve("processes.json")), timer);
  }

  @AfterEach
  void stop() {
    part.retire();
    timer.shutdownNow();
  }

  private PartPlan plan() {
    return new org.steadyboard.localhosts.supervisor.HostPlans(
            null, database.keys(), place, java.util.List.of(place), null)
        .postgres(cluster, database);
  }

  private void startAndMakeDatabase() throws InterruptedException, SQLException {
    part.start();
    part.awaitReady(LIMIT);
    database.create();
  }

  private String query(String sql) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/steadyboard";
    try (var connection =
            DriverManager.getConnection(url, "steadyboard", database.keys().databasePassword());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  @Test
  void theServicesRoleOwnsItsDatabaseAndIsNoSuperuser() throws Exception {
    startAndMakeDatabase();
    database.create();

    query("create schema lesson");
    assertThat(query("select rolsuper from pg_roles where rolname = current_user")).isEqualTo("f");
    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show wal_writer_delay")).isEqualTo("10ms");
    // Upper case before lower case: by code point, as the ranks need it.
    assertThat(query("select string_agg(v, '' order by v) from (values ('a'), ('B')) t(v)"))
        .isEqualTo("Ba");
    assertThat(database.bytes()).isPresent();
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    startAndMakeDatabase();
    String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/steadyboard";

    assertThatThrownBy(() -> DriverManager.getConnection(url, "steadyboard", "wrong"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void dataSurviveAKillAndAStop() throws Exception {
    startAndMakeDatabase();
    query("create table t as select 42 as v");

    part.kill();
    assertThat(part.state()).isEqualTo(PartState.STOPPED);
    startAndMakeDatabase();
    assertThat(query("select v from t")).isEqualTo("42");

    part.stop();
    assertThat(place.postgresData().resolve("postmaster.pid")).doesNotExist();
    startAndMakeDatabase();
    assertThat(query("select v from t")).isEqualTo("42");
  }

  @Test
  void theHoldersFileOfAnotherProcessDoesNotKeepItFromStarting() throws Exception {
    long ours = ProcessHandle.current().pid();
    Files.writeString(
        place.postgresData().resolve("postmaster.pid"),
        ours + "\n" + place.postgresData() + "\n1000\n");

    startAndMakeDatabase();
    assertThat(database.answers()).isTrue();
  }

  @Test
  void dataOfAnotherMajorVersionAreRefusedInOneLine() throws IOException {
    Files.writeString(place.postgresData().resolve("PG_VERSION"), "15\n");

    assertThatThrownBy(cluster::requireOurVersion)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("were made by Postgres 15, and this is Postgres 18");
    Files.writeString(place.postgresData().resolve("PG_VERSION"), "18\n");
    cluster.requireOurVersion();
  }

  @Test
  void aHalfMadeFolderIsMadeAnew() throws Exception {
    Path other = folder.resolve("b");
    Files.createDirectories(other.resolve("postgres.new"));
    Files.writeString(other.resolve("postgres.new/half"), "x");
    var second =
        new PostgresCluster(cluster.programs(), new HostPlace(1, place.firstPort(), other));
    second.create(database.keys());

    assertThat(other.resolve("postgres/PG_VERSION")).hasContent("18");
    assertThat(other.resolve("postgres/half")).doesNotExist();
    assertThat(other.resolve("superuser-password")).doesNotExist();
  }
}
