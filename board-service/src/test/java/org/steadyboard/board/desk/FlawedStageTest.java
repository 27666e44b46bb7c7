package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.steering.StageRows;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.host.work.Logged;
import org.steadyboard.testkit.Eventually;

/** A row that no release of ours would write hurts its own board at most. */
class FlawedStageTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process process = new Process(host.url(), Clock.systemUTC(), School.USUAL);

  private final UUID flawed = UUID.randomUUID();
  private final UUID whole = UUID.randomUUID();
  private final UUID page = UUID.randomUUID();
  private School.Seat<TeacherLink> teacher;

  @AfterAll
  static void stop() {
    process.close();
  }

  @BeforeEach
  void pair() {
    teacher = School.teacher(process, School.account(host.service()));
    for (var id : new UUID[] {flawed, whole}) {
      var board = School.board(process, id);
      School.pair(teacher, board);
      School.awaitsDone(teacher.wire(), School.show(teacher, id, page));
      process.desk().closed(board.link());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recent_commands = array[null]::uuid[]",
        "recent_commands = array[gen_random_uuid(), null, gen_random_uuid()]",
        "recent_commands = array[array[gen_random_uuid()], array[gen_random_uuid()]]",
        "recent_commands = ('[5:5]={' || gen_random_uuid() || '}')::uuid[]",
        "recent_commands = (select array_agg(gen_random_uuid()) from generate_series(1, 5000))",
        "tools = '[]'",
        "tools = 'null'",
        "tools = '7'",
        "tools = '\"tools\"'",
        "tools = (repeat('[', 3000) || repeat(']', 3000))::jsonb",
        "tools = ('{\"a\": ' || repeat('[', 3000) || repeat(']', 3000) || '}')::jsonb",
        "tools = ('{\"a\": ' || repeat('9', 5000) || '}')::jsonb",
        "tools = jsonb_build_object('a', repeat('x', 500000))"
      })
  void itsPageIsShownAndItCanBeSteered(String flaw) throws SQLException {
    try (var log = new Logged(StageRows.class)) {
      write("row_stamp = row_stamp + 1, " + flaw);
      var board = greeted(flawed);
      School.awaitsPage(board.wire(), page);
      School.awaitsPage(greeted(whole).wire(), page);
      assertThat(log.warnings()).isEqualTo(1);
      assertThat(log.inFull()).isEmpty();

      var next = UUID.randomUUID();
      School.awaitsDone(teacher.wire(), School.show(teacher, flawed, next));
      School.awaitsPage(board.wire(), next);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row_stamp = 9223372036854775807",
        "row_stamp = row_stamp + 1, row_host = ''",
        "row_stamp = row_stamp + 1, row_host = 'no host'",
        "row_stamp = row_stamp + 1, row_host = repeat('a', 300)"
      })
  void aVersionThatIsNoneCountsAsNoStage(String flaw) throws SQLException {
    try (var log = new Logged(StageRows.class)) {
      write(flaw);
      var later = School.teacher(process, teacher.link().who());
      assertThat(later.wire().awaits("boards").get("boards")).hasSize(2);
      greeted(flawed);
      School.awaitsPage(greeted(whole).wire(), page);
      assertThat(log.warnings()).isEqualTo(1);

      // Not as long as the row stands; others are steered as ever.
      School.show(teacher, flawed, UUID.randomUUID());
      var next = UUID.randomUUID();
      School.awaitsDone(teacher.wire(), School.show(teacher, whole, next));
      Eventually.holds("refused", () -> !teacher.wire().sent("refused").isEmpty());
    }
  }

  @Test
  void aChangeThatArrivesWithAFlawIsShownToo() throws SQLException {
    var board = greeted(flawed);
    var other = greeted(whole);
    var sent = UUID.randomUUID();
    host.execute(
        "update board.stage set page_id = '%s', recent_commands = array[null]::uuid[] where id in ('%s', '%s')"
            .formatted(sent, flawed, whole));
    School.awaitsPage(board.wire(), sent);
    School.awaitsPage(other.wire(), sent);
  }

  /**
   * As a host that sends rows would, no trigger gives it a version; and it is here although rows
   * are looked at when they come in.
   */
  private void write(String what) throws SQLException {
    try (var connection = host.superuser().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("alter table board.stage disable trigger t18_let_in");
      statement.execute("set local session_replication_role = replica");
      statement.execute("update board.stage set %s where id = '%s'".formatted(what, flawed));
      statement.execute("alter table board.stage enable replica trigger t18_let_in");
      connection.commit();
    }
  }

  private static School.Seat<BoardLink> greeted(UUID id) {
    var board = School.board(process, id);
    board.wire().awaits("paired");
    return board;
  }
}
