package org.steadyboard.localhosts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.steadyboard.database.mesh.ReplicationRole.NAME;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.localhosts.supervisor.HostPlans;
import org.steadyboard.localhosts.supervisor.Part;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.FreePort;

/** What a peer can do with the password that it holds, tried on a host's real Postgres. */
@TestInstance(Lifecycle.PER_CLASS)
class ReplicationAccessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MOST_SLOTS = 8;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private HostPlace place;
  private Database database;
  private Part part;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Keys keys = Keys.loadOrCreate(folder.resolve("keys.json"));
    place = new HostPlace(0, FreePort.find() - PartKind.POSTGRES.portOffset(), folder);
    var cluster = new PostgresCluster(PostgresPrograms.unpackedIn(Path.of("target")), place);
    cluster.create(keys);
    // As a host of a release before left it.
    Files.writeString(
        place.postgresData().resolve("pg_hba.conf"),
        "host replication all 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
    cluster.create(keys);
    database = new Database(place.port(PartKind.POSTGRES), keys);
    var plan = new HostPlans(null, keys, place, List.of(place), null).postgres(cluster, database);
    part = new Part(plan, new ProcessRegister(folder.resolve("processes.json")), timer);
    part.start();
    part.awaitReady(LIMIT);
    database.create();
    database.prepare("a");
  }

  @AfterAll
  void stop() {
    part.retire();
    timer.shutdownNow();
  }

  @Test
  void noPhysicalStreamAndSoNoCopyOfTheCluster() {
    for (String name : List.of("steadyboard", "postgres", "replication")) {
      assertThatThrownBy(() -> connect(name, "true"))
          .hasMessageContaining("no pg_hba.conf entry for replication connection");
    }
  }

  @Test
  void logicalStreamsOfTheOneDatabaseAndNoOther() throws SQLException {
    try (var stream = connect("steadyboard", "database")) {
      execute(stream, "CREATE_REPLICATION_SLOT own TEMPORARY LOGICAL pgoutput");
    }
    for (String mode : List.of("", "database")) {
      for (String other : List.of("postgres", "template1")) {
        assertThatThrownBy(() -> connect(other, mode)).hasMessageContaining("rejects");
      }
    }
  }

  @Test
  void noMoreSlotsAndConnectionsThanThereIsRoomFor() throws SQLException {
    try (var connection = connect("steadyboard", "")) {
      var make = "select pg_create_physical_replication_slot('s%d')";
      for (int slot = 0; slot < MOST_SLOTS; slot++) {
        execute(connection, make.formatted(slot));
      }
      assertThatThrownBy(() -> execute(connection, make.formatted(MOST_SLOTS)))
          .hasMessageContaining("all replication slots are in use");
      execute(connection, "select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }
    assertThat(query("show max_slot_wal_keep_size")).isEqualTo("512MB");
    assertThat(query("select rolconnlimit from pg_roles where rolname = '" + NAME + "'"))
        .isEqualTo("40");
  }

  @Test
  void readsWhatIsReplicatedAndNoPassword() throws SQLException {
    try (var connection = connect("steadyboard", "")) {
      execute(connection, "select from identity.account");
      for (String hidden :
          List.of("board.pair_code", "pg_authid", "pg_subscription", "pg_hba_file_rules")) {
        assertThatThrownBy(() -> execute(connection, "select * from " + hidden))
            .hasMessageContaining("permission denied");
      }
    }
    assertThatThrownBy(() -> query("select subconninfo from pg_subscription"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void passwordsInNoLogAndEveryOrderToAStreamInIt() throws Exception {
    var secret = "secret-of-a-peer";
    try (var connection = connect("steadyboard", "");
        var stream = connect("steadyboard", "database")) {
      assertThatThrownBy(
              () ->
                  execute(
                      connection,
                      "create subscription s connection 'host=127.0.0.1 port=1 password=%s' publication p"
                          .formatted(secret)))
          .hasMessageContaining("could not connect");
      execute(stream, "IDENTIFY_SYSTEM");
    }

    var log = place.log(PartKind.POSTGRES);
    Eventually.holds(
        "both are in the log", LIMIT, () -> Files.readString(log).contains("IDENTIFY_SYSTEM"));
    assertThat(Files.readString(log))
        .contains("could not connect to the publisher")
        .doesNotContain(secret)
        .doesNotContain(database.keys().replicationPassword());
  }

  private String query(String sql) throws SQLException {
    try (var connection =
            open("steadyboard", Database.OWNER, database.keys().databasePassword(), "");
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private Connection connect(String name, String replication) throws SQLException {
    return open(name, NAME, database.keys().replicationPassword(), replication);
  }

  private Connection open(String name, String user, String password, String replication)
      throws SQLException {
    var properties = new Properties();
    properties.put("user", user);
    properties.put("password", password);
    properties.put("preferQueryMode", "simple");
    if (!replication.isEmpty()) {
      properties.put("replication", replication);
      properties.put("assumeMinServerVersion", "9.4");
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + name, properties);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
