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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Sql;

class RowChangeListenerTest {

  @AutoClose private static final HostDatabase database = new HostDatabase();

  @Test
  void aWrittenRowIsToldWithItsVersion() throws Exception {
    var handler = new Recording("board.board");
    try (var listener =
        new RowChangeListener(
            database.service()::getConnection, List.of(handler), new SimpleMeterRegistry())) {
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
            database.service()::getConnection, List.of(handler), new SimpleMeterRegistry())) {
      assertThat(handler.next()).isEqualTo("read again");
      insertBoard(UUID.randomUUID());
      var id = UUID.randomUUID();
      database.execute("insert into board.stage (id) values ('" + id + "')");

      assertThat(handler.next()).isEqualTo("board.stage " + id + " of a");
    }
  }

  @Test
  void whenTheConnectionBreaksTheHandlersAreToldAndReadAgainWhenItIsBack() throws Exception {
    var handler = new Recording("board.board");
    try (var _ =
        new RowChangeListener(
            database.service()::getConnection, List.of(handler), new SimpleMeterRegistry())) {
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
    database.execute(
        "insert into board.board (id, secret_hash, created_at) values ('"
            + id
            + "', '\\x00', now())");
  }

  private static void killOtherConnections() throws SQLException {
    assertThat(
            Sql.query(
                database.superuser(),
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where pid <> pg_backend_pid() and datname = current_database()
                """))
        .as("a connection was there to be killed")
        .isNotEmpty();
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
