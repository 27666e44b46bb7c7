package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;

/** Two board-service processes meet in one database, and nowhere else. */
class TwoProcessesTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process one = process();
  private static final Process two = process();

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  private static Process process() {
    return new Process(host.url(), Clock.systemUTC(), School.USUAL);
  }

  @Test
  void aTeacherAtOneSteersABoardAtTheOther() {
    var boardId = UUID.randomUUID();
    var board = School.board(two, boardId);
    var teacher = School.teacher(one, School.account(host.service()));
    School.pair(teacher, board);
    board.wire().awaits("paired");

    var page = UUID.randomUUID();
    School.awaitsDone(teacher.wire(), School.show(teacher, boardId, page));
    School.awaitsPage(board.wire(), page);

    School.awaitsHost(teacher, "a");
    two.desk().closed(board.link());
    teacher.wire().awaits("boardStatus", m -> !m.get("connected").asBoolean());
    one.desk().says(teacher.link(), new TeacherMessages.Unpair(boardId));
    Eventually.holds(
        "unpaired", () -> teacher.wire().sent("boards").getLast().get("boards").isEmpty());
  }

  @Test
  void theSameCommandAtBothIsAppliedOnceAlsoAfterNewerOnes() {
    var boardId = UUID.randomUUID();
    var who = School.account(host.service());
    var board = School.board(one, boardId);
    var here = School.teacher(one, who);
    School.pair(here, board);
    var there = School.teacher(two, who);

    var old = UUID.randomUUID();
    var firstPage = UUID.randomUUID();
    var lastPage = UUID.randomUUID();
    School.show(here, old, boardId, firstPage);
    School.awaitsDone(here.wire(), old);
    var newer = School.show(here, boardId, lastPage);
    School.awaitsDone(here.wire(), newer);

    School.show(there, old, boardId, firstPage);
    School.awaitsDone(there.wire(), old);
    assertThat(stage(boardId)).isEqualTo(lastPage.toString());
    School.show(here, old, boardId, firstPage);
    Eventually.holds("done again", () -> here.wire().sent("done").size() == 3);
    assertThat(stage(boardId)).isEqualTo(lastPage.toString());
    assertThat(board.wire().sent("stage").getLast().at("/stage/pageId").asText())
        .isEqualTo(lastPage.toString());
  }

  @Test
  void twoTeachersAtTwoProcessesLoseNoChange() {
    var boardId = UUID.randomUUID();
    var board = School.board(one, boardId);
    var first = School.teacher(one, School.account(host.service()));
    School.pair(first, board);
    board.wire().awaits("paired");
    one.desk().says(board.link(), new org.steadyboard.board.message.BoardMessages.AskCode());
    Eventually.holds("another code", () -> board.wire().sent("code").size() == 2);
    var second = School.teacher(two, School.account(host.service()));
    School.pair(second, board.wire().sent("code").getLast().get("code").asText());
    second.wire().awaits("boards", m -> m.toString().contains(boardId.toString()));

    for (var i = 0; i < 100; i++) {
      tool(first, boardId, "one", i);
      tool(second, boardId, "two", i);
    }
    Eventually.holds("all is done", () -> done(first) == 100 && done(second) == 100);
    Eventually.holds(
        "both last values are shown",
        () -> {
          var tools = board.wire().sent("stage").getLast().at("/stage/tools");
          return tools.path("one").asInt() == 99 && tools.path("two").asInt() == 99;
        });
  }

  @Test
  void aKilledListenConnectionLosesNothing() throws SQLException {
    var boards = new ArrayList<School.Seat<BoardLink>>();
    var teachers = new ArrayList<School.Seat<TeacherLink>>();
    for (var i = 0; i < 20; i++) {
      var board = School.board(two, UUID.randomUUID());
      var teacher = School.teacher(one, School.account(host.service()));
      School.pair(teacher, board);
      board.wire().awaits("paired");
      boards.add(board);
      teachers.add(teacher);
    }
    var last = new HashMap<Integer, UUID>();
    var killed = 0;
    for (var round = 0; round < 30; round++) {
      for (var i = 0; i < 20; i++) {
        last.put(i, UUID.randomUUID());
        School.show(teachers.get(i), boards.get(i).link().hello().boardId(), last.get(i));
      }
      if (round % 5 == 2) {
        Eventually.holds("both listen", () -> one.isListening() && two.isListening());
        killed += killListening();
      }
      var shown = round;
      Eventually.holds("done", () -> teachers.stream().allMatch(t -> done(t) == shown + 1));
    }
    assertThat(killed).as("the hazard was real").isGreaterThan(4);
    for (var i = 0; i < 20; i++) {
      School.awaitsPage(boards.get(i).wire(), last.get(i));
    }
  }

  @Test
  void stagesComeInTheOrderOfTheirRevisions() {
    var boardId = UUID.randomUUID();
    var board = School.board(two, boardId);
    var teacher = School.teacher(one, School.account(host.service()));
    School.pair(teacher, board);
    board.wire().awaits("paired");
    var lastPage = UUID.randomUUID();
    for (var i = 0; i < 200; i++) {
      School.show(teacher, boardId, i == 199 ? lastPage : UUID.randomUUID());
    }
    School.awaitsPage(board.wire(), lastPage);
    for (var wire : List.of(board.wire(), teacher.wire())) {
      var revisions =
          wire.sent("stage").stream()
              .map(m -> Revision.parse(m.get("revision").asText()).orElseThrow())
              .toList();
      assertThat(revisions).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void aStageThatIsKnownIsNotSentAgain() {
    var boardId = UUID.randomUUID();
    var board = School.board(one, boardId);
    var teacher = School.teacher(one, School.account(host.service()));
    School.pair(teacher, board);
    board.wire().awaits("paired");
    var page = UUID.randomUUID();
    School.show(teacher, boardId, page);
    School.awaitsPage(board.wire(), page);
    var shown = board.wire().sent("stage").getLast().get("revision").asText();

    var again = School.board(two, boardId, School.SECRET, Revision.parse(shown));
    again.wire().awaits("paired");
    var next = UUID.randomUUID();
    School.show(teacher, boardId, next);
    School.awaitsPage(again.wire(), next);
    assertThat(again.wire().sent("stage")).hasSize(1);

    var late = School.board(two, boardId, School.SECRET, Optional.empty());
    School.awaitsPage(late.wire(), next);
    assertThat(again.wire().closed()).isEqualTo("1000 replaced");
  }

  private static long done(School.Seat<TeacherLink> teacher) {
    return teacher.wire().sent("done").size();
  }

  private static void tool(School.Seat<TeacherLink> teacher, UUID boardId, String tool, int value) {
    teacher
        .process()
        .desk()
        .says(
            teacher.link(),
            new TeacherMessages.ChangeStage(
                UUID.randomUUID(),
                boardId,
                new org.steadyboard.board.stage.Change.SetTool(
                    tool, com.fasterxml.jackson.databind.node.IntNode.valueOf(value))));
  }

  private static int killListening() throws SQLException {
    var killed =
        Sql.query(
            host.superuser(),
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query ilike 'listen%'
            """);
    return killed.size();
  }

  private static String stage(UUID boardId) {
    return host.query("select page_id from board.stage where id = ?", boardId).getFirst();
  }
}
