package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Eventually;
import org.steadyboard.board.client.SetClock;
import org.steadyboard.database.Schema;
import org.steadyboard.database.TestPostgres;

/** A host that hangs and wakes: its teachers have gone on elsewhere. */
class HungHostTest {

  private TestPostgres postgres;
  private String url;
  private DataSource database;

  @BeforeEach
  void start() throws SQLException {
    postgres = TestPostgres.start();
    url = postgres.newDatabase();
    database = TestPostgres.service(url);
    Schema.prepare(database, "a");
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void aDatabaseThatHungWritesNothingOldWhenItWakes() throws Exception {
    try (var process = new Process(url, Clock.systemUTC(), School.USUAL);
        var watch = postgres.superuser("postgres").getConnection()) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      var before = UUID.randomUUID();
      School.awaitsDone(teacher.wire(), School.show(teacher, boardId, before));

      var server = processes(watch);
      var page = UUID.randomUUID();
      UUID command;
      try {
        signal("STOP", server);
        command = School.show(teacher, boardId, page);
        teacher.wire().awaits("refused", m -> m.toString().contains(command.toString()));
      } finally {
        signal("CONT", server);
      }
      Eventually.holds("the statement was taken after the waking", () -> hasTakenLateWrite(watch));

      assertThat(query("select page_id from board.stage where id = '" + boardId + "'"))
          .isEqualTo(before.toString());
      assertThat(teacher.wire().sent("done")).hasSize(1);
      School.show(teacher, command, boardId, page);
      School.awaitsDone(teacher.wire(), command);
      School.awaitsPage(board.wire(), page);
    }
  }

  @Test
  void aServiceThatSleptReadsWhatItWasNotToldOf() throws Exception {
    var clock = new SetClock(Instant.now());
    try (var process = new Process(url, clock, School.USUAL)) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      board.wire().awaits("paired");
      School.awaitsDone(teacher.wire(), School.show(teacher, boardId, UUID.randomUUID()));
      var page = UUID.randomUUID();
      writeUnheard(boardId, page);

      clock.forward(Duration.ofMinutes(5));

      School.awaitsPage(board.wire(), page);
    }
  }

  /** A newer row, as if replication had brought it and nobody had said so. */
  private void writeUnheard(UUID boardId, UUID page) throws SQLException {
    var name = url.substring(url.lastIndexOf('/') + 1);
    try (var connection = postgres.superuser(name).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter table board.stage disable trigger t90_push");
      statement.execute("set session_replication_role = replica");
      statement.execute(
          """
          update board.stage set lesson_id = id, page_id = '%s', row_stamp = row_stamp + 1000000
          where id = '%s'
          """
              .formatted(page, boardId));
    }
  }

  private static boolean hasTakenLateWrite(Connection watch) {
    try (var statement = watch.createStatement();
        var row =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where query like '%board.write_stages%' and usename = 'steadyboard' and state = 'idle'
                  and clock_timestamp() - state_change < interval '1 second'
                """)) {
      row.next();
      return row.getInt(1) > 0;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The server's first process, which starts the others, and all of these. */
  private static List<ProcessHandle> processes(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      var postmaster = ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent);
      var all = new ArrayList<ProcessHandle>(List.of(postmaster.orElseThrow()));
      postmaster.orElseThrow().children().forEach(all::add);
      return all;
    }
  }

  private static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(p -> command.add(Long.toString(p.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private String query(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
