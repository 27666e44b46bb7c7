package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.SetClock;

/** A host that hangs and wakes: its teachers have gone on elsewhere. */
class HungHostTest {

  @AutoClose private final HostDatabase host = new HostDatabase();

  @Test
  void aDatabaseThatHungWritesNothingOldWhenItWakes() throws Exception {
    try (var process = new Process(host.url(), Clock.systemUTC(), School.USUAL);
        var watch = host.superuser().getConnection()) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(host.service()));
      School.pair(teacher, board);
      var before = UUID.randomUUID();
      School.awaitsDone(teacher.wire(), School.show(teacher, boardId, before));

      var page = UUID.randomUUID();
      UUID command;
      try {
        host.postgres().freeze();
        command = School.show(teacher, boardId, page);
        teacher.wire().awaits("refused", m -> m.toString().contains(command.toString()));
      } finally {
        host.postgres().thaw();
      }
      Eventually.holds("the statement was taken after the waking", () -> hasTakenLateWrite(watch));

      assertThat(host.query("select page_id from board.stage where id = ?", boardId))
          .containsExactly(before.toString());
      assertThat(teacher.wire().sent("done")).hasSize(1);
      School.show(teacher, command, boardId, page);
      School.awaitsDone(teacher.wire(), command);
      School.awaitsPage(board.wire(), page);
    }
  }

  @Test
  void aServiceThatSleptReadsWhatItWasNotToldOf() throws Exception {
    var clock = new SetClock(Instant.now());
    try (var process = new Process(host.url(), clock, School.USUAL)) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(host.service()));
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
    try (var connection = host.superuser().getConnection();
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
}
