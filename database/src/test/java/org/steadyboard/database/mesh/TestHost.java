package org.steadyboard.database.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.database.Schema;
import org.steadyboard.testkit.CuttableLink;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/**
 * One host's database in a mesh: a Postgres of its own that can be killed and started, reached by
 * its peers over a link that can be cut.
 */
public final class TestHost implements AutoCloseable {

  private static final String PASSWORD = "only-for-tests";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "wal_sender_timeout", "5s",
          "wal_receiver_timeout", "5s",
          "wal_retrieve_retry_interval", "300ms",
          "max_slot_wal_keep_size", "64MB",
          "max_wal_size", "64MB",
          // A host that says "committed" means it: the embedded server would not, by default.
          "fsync", "on");

  public final String id;
  public final CuttableLink link;
  public final MeshHost mesh;
  private final Path data;
  private final String url;
  private final TestPostgres postgres;

  public TestHost(String id, Path data) throws IOException, SQLException {
    this.id = id;
    this.data = data;
    this.postgres = TestPostgres.startIn(data, SETTINGS);
    this.link = newLink();
    requirePasswords();
    this.url = postgres.newDatabase("board");
    Schema.prepare(service(), id);
    try (var superuser = superuser("board")) {
      ReplicationRole.prepare(superuser, TestPostgres.USER, PASSWORD);
    }
    this.mesh =
        new MeshHost(
            id,
            new MeshHost.Address("127.0.0.1", postgres.port()),
            new MeshHost.Address("127.0.0.1", link.port()),
            "board",
            PASSWORD);
  }

  /**
   * A subscription of a role that is no superuser must give a password, so the server must ask for
   * one.
   */
  private void requirePasswords() throws IOException, SQLException {
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "host all postgres 127.0.0.1/32 trust\n"
            + PeerAccess.lines("board", List.of("127.0.0.1/32"))
            + "host all all 127.0.0.1/32 scram-sha-256\n");
    Sql.query(postgres.superuser("postgres"), "select pg_reload_conf()");
  }

  /** As a host that loses its power. */
  public void kill() {
    postgres.kill();
  }

  /** This host as one peer reaches it: over a link of its own. */
  public MeshHost over(CuttableLink way) {
    var address = new MeshHost.Address("127.0.0.1", way.port());
    return new MeshHost(id, address, address, "board", PASSWORD);
  }

  public CuttableLink newLink() {
    return new CuttableLink(postgres.port());
  }

  /** As operators name it. */
  public String url() {
    return url;
  }

  public void startAgain() {
    postgres.startAgain();
  }

  public DataSource service() {
    return TestPostgres.service(url);
  }

  public Connection superuser(String database) throws SQLException {
    return postgres.superuser(database).getConnection();
  }

  public void execute(String sql) throws SQLException {
    Sql.execute(service(), sql);
  }

  /** Writes as replication does: no stamp of our own, the newest wins, and nothing is sent on. */
  public void executeAsReplica(String sql) throws SQLException {
    try (var superuser = superuser("board");
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "select pg_replication_origin_create('by_hand') where pg_replication_origin_oid('by_hand') is null");
      statement.execute("select pg_replication_origin_session_setup('by_hand')");
      statement.execute(sql);
    }
  }

  /** Writes as a service of this host that chose its own stamp would: it is sent to the peers. */
  public void executeWithStamp(String sql) throws SQLException {
    try (var superuser = superuser("board");
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(sql);
    }
  }

  /** A row that no stream carries, for it seems to have come from a third host. */
  public void insertUnseenStage(UUID id) throws SQLException {
    executeAsReplica(
        "insert into board.stage (id, row_stamp, row_host) values ('" + id + "', 5, 'z')");
  }

  /** As a host does that gave up what it kept for its peers. */
  public void dropSlots() throws Exception {
    try (var superuser = superuser("board");
        var statement = superuser.createStatement()) {
      Eventually.holds(
          "the slots are gone",
          Duration.ofSeconds(15),
          () -> {
            try {
              statement.execute(
                  "select pg_terminate_backend(active_pid, 1000) from pg_replication_slots where active_pid is not null");
              statement.execute(
                  "select pg_drop_replication_slot(slot_name) from pg_replication_slots");
              return true;
            } catch (SQLException e) {
              // The peer was quicker to connect again.
              return false;
            }
          });
    }
  }

  /** The first column of all rows, as text. */
  public List<String> query(String sql) throws SQLException {
    return Sql.query(service(), sql);
  }

  /** For a keeper in whose visits nothing of ours may go wrong. */
  public static void noFault(Throwable fault) {
    throw new AssertionError(fault);
  }

  @Override
  public void close() {
    link.close();
    postgres.close();
  }
}
