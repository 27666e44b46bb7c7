package org.steadyboard.host.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.Schema;
import org.steadyboard.database.TestPostgres;

class RowChangeListenerTest {

  private static TestPostgres postgres;
  private static String url;
  private static DataSource database;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
    url = postgres.newDatabase();
    database = TestPostgres.service(url);
    Schema.prepare(database, "a");
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @Test
  void aWrittenRowIsToldWithItsVersion() throws Exception {
    var handler = new Recording("board.board");
    try (var listener =
        new RowChangeListener(
            database::getConnection, List.of(handler), new SimpleMeterRegistry())) {
      assertThat(handler.next()).isEqualTo("read again");
      assertThat(listener.isListening()).isTrue();

      var id = UUID.randomUUID();
      insertBoard(id);

      assertThat(handler.next()).isEqualTo("board.board " + id + " of a");
    }
  }

  @Test
  void otherTablesAreNotTold() throws Exception {
    var handler = new Recording("board.stage");
    try (var _ =
        new RowChangeListener(
            database::getConnection, List.of(handler), new SimpleMeterRegistry())) {
      assertThat(handler.next()).isEqualTo("read again");
      insertBoard(UUID.randomUUID());
      var id = UUID.randomUUID();
      execute("insert into board.stage (id) values ('" + id + "')");

      assertThat(handler.next()).isEqualTo("board.stage " + id + " of a");
    }
  }

  @Test
  void whenTheConnectionBreaksTheHandlersAreToldAndReadAgainWhenItIsBack() throws Exception {
    var handler = new Recording("board.board");
    try (var _ =
        new RowChangeListener(
            database::getConnection, List.of(handler), new SimpleMeterRegistry())) {
      assertThat(handler.next()).isEqualTo("read again");

      killOtherConnections();

      assertThat(handler.next()).isEqualTo("stops hearing");
      assertThat(handler.next()).isEqualTo("read again");
      var id = UUID.randomUUID();
      insertBoard(id);
      assertThat(handler.next()).isEqualTo("board.board " + id + " of a");
    }
  }

  @Test
  void whatIsNotAChangeIsPassedOver() {
    assertThat(RowChange.parse("t", "")).isEmpty();
    assertThat(RowChange.parse("t", "not-a-uuid 1 a")).isEmpty();
    assertThat(RowChange.parse("t", UUID.randomUUID() + " x a")).isEmpty();
  }

  private static void insertBoard(UUID id) throws SQLException {
    execute(
        "insert into board.board (id, secret_hash, created_at) values ('"
            + id
            + "', '\\x00', now())");
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void killOtherConnections() throws SQLException {
    var name = url.substring(url.lastIndexOf('/') + 1);
    try (var connection = postgres.superuser(name).getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = '"
                        + name
                        + "'")) {
      assertThat(rows.next()).as("a connection was there to be killed").isTrue();
    }
  }

  private static final class Recording implements RowChangeHandler {
    private final String table;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    Recording(String table) {
      this.table = table;
    }

    String next() throws InterruptedException {
      return told.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public Set<String> tables() {
      return Set.of(table);
    }

    @Override
    public void changed(RowChange change) {
      told.add(change.table() + " " + change.id() + " of " + change.host());
    }

    @Override
    public void readAgain() {
      told.add("read again");
    }

    @Override
    public void stopsHearing() {
      told.add("stops hearing");
    }
  }
}
