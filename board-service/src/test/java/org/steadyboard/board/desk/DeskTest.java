package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.Pointer;
import org.steadyboard.database.Schema;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.TestPostgres;

class DeskTest {

  private static TestPostgres postgres;
  private static String url;
  private static DataSource database;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    url = postgres.newDatabase();
    database = TestPostgres.service(url);
    Schema.prepare(database, "a");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void aStopCommitsWhatWasSaidThenSendsAllAway() throws Exception {
    try (var process = process(Map.of("board.drain-spread", "200MS"))) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      board.wire().awaits("paired");
      var page = UUID.randomUUID();
      var command = School.show(teacher, boardId, page);
      process.desk().drain("b", Duration.ZERO).toCompletableFuture().get(5, TimeUnit.SECONDS);

      for (var wire : new RecordingWire[] {board.wire(), teacher.wire()}) {
        // News of other boards may still come until it is closed.
        var beforeLeaving =
            wire.sent().stream()
                .takeWhile(m -> !m.toString().equals("{\"type\":\"moveTo\",\"host\":\"b\"}"))
                .map(Object::toString)
                .toList();
        assertThat(wire.sent("moveTo")).hasSize(1);
        assertThat(beforeLeaving).hasSizeLessThan(wire.sent().size());
        assertThat(beforeLeaving)
            .anySatisfy(
                m -> assertThat(m).contains((wire == board.wire() ? page : command).toString()));
        assertThat(wire.closed()).startsWith("1012");
      }
    }
  }

  @Test
  void whoIsSentAwayIsServedWhileTheyGo() throws Exception {
    try (var process = process(Map.of())) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      var drained = process.desk().drain("b", Duration.ofMinutes(5)).toCompletableFuture();
      board.wire().awaits("moveTo");
      var page = UUID.randomUUID();
      var command = School.show(teacher, boardId, page);
      School.awaitsPage(board.wire(), page);
      teacher.wire().awaits("done", m -> m.toString().contains(command.toString()));

      process.desk().closed(board.link());
      assertThat(drained).isNotDone();
      process.desk().closed(teacher.link());
      drained.get(5, TimeUnit.SECONDS);
      assertThat(board.wire().closed()).isNull();
      assertThat(teacher.wire().closed()).isNull();
    }
  }

  @Test
  void aFullQueueRefusesAndCommitsTheRest() {
    try (var process = process(Map.of("board.max-queued-changes", "10"))) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      for (var i = 0; i < 500; i++) {
        School.show(teacher, boardId, UUID.randomUUID());
      }
      Eventually.holds(
          "all are answered",
          () -> teacher.wire().sent("done").size() + teacher.wire().sent("refused").size() == 500);
      assertThat(teacher.wire().sent("refused"))
          .isNotEmpty()
          .allMatch(m -> m.get("code").asText().equals("busy"));
      assertThat(teacher.wire().sent("done")).hasSizeGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void aPointerIsBoundedAndItsLastPositionArrives() {
    try (var process = process(School.USUAL)) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      board.wire().awaits("paired");
      for (var i = 0; i < 1000; i++) {
        process.desk().says(teacher.link(), new Pointer(boardId, i / 1000.0, 0.5, i < 999));
      }
      board.wire().awaits("pointer", m -> !m.get("visible").asBoolean());
      assertThat(board.wire().sent("pointer")).hasSizeLessThan(50);

      board.wire().idle(false);
      var before = board.wire().sent("pointer").size();
      process.desk().says(teacher.link(), new Pointer(boardId, 0.1, 0.1, true));
      var page = UUID.randomUUID();
      School.show(teacher, boardId, page);
      School.awaitsPage(board.wire(), page);
      assertThat(board.wire().sent("pointer")).as("none behind a backlog").hasSize(before);
      board.wire().idle(true);
      board.wire().awaits("pointer", m -> m.get("x").asDouble() == 0.1);
    }
  }

  @Test
  void boardsThatDoNotComeBackAfterARestartAreAway() throws SQLException {
    var who = School.account(database);
    var gone = UUID.randomUUID();
    var back = UUID.randomUUID();
    try (var process = process(School.USUAL)) {
      var teacher = School.teacher(process, who);
      School.pair(teacher, School.board(process, gone));
      School.pair(teacher, School.board(process, back));
      Eventually.holds("both are written down", () -> connected(gone) && connected(back));
    }
    assertThat(connected(gone)).as("the process ended without a word").isTrue();
    try (var process = process(Map.of("board.presence-grace", "3S"))) {
      School.board(process, back);
      var teacher = School.teacher(process, who);
      teacher
          .wire()
          .awaits(
              "boardStatus",
              m ->
                  m.get("boardId").asText().equals(gone.toString())
                      && !m.get("connected").asBoolean());
      Eventually.holds("written down", () -> !connected(gone));
      assertThat(connected(back)).isTrue();
    }
  }

  @Test
  void messagesBeforeTheHelloIsAnsweredAreTakenInOrder() {
    try (var process = process(School.USUAL)) {
      var who = School.account(database);
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      School.pair(School.teacher(process, who), board);
      board.wire().awaits("paired");

      var wire = new RecordingWire();
      var link = new TeacherLink(wire, process.limits(), System.nanoTime(), who, "192.0.2.1");
      process.desk().opened(link);
      process.desk().says(link, new TeacherMessages.Hello(UUID.randomUUID()));
      var seat = new School.Seat<>(process, link, wire);
      var commands = new ArrayList<UUID>();
      var last = UUID.randomUUID();
      for (var i = 0; i < 10; i++) {
        commands.add(School.show(seat, boardId, i == 9 ? last : UUID.randomUUID()));
      }
      commands.forEach(command -> School.awaitsDone(wire, command));
      School.awaitsPage(board.wire(), last);
      assertThat(wire.sent().getFirst().get("type").asText()).isEqualTo("boards");
    }
  }

  @Test
  void helloComesFirstAndOnce() {
    try (var process = process(School.USUAL)) {
      var wire = new RecordingWire();
      var link = new BoardLink(wire, process.limits(), System.nanoTime(), "192.0.2.1");
      process.desk().opened(link);
      process.desk().says(link, new BoardMessages.Ping());
      Eventually.holds("closed", () -> "1008 hello-first".equals(wire.closed()));

      var board = School.board(process, UUID.randomUUID());
      board.wire().awaits("code");
      process.desk().says(board.link(), board.link().hello());
      assertThat(board.wire().awaits("problem").get("code").asText()).isEqualTo("invalid-message");
      assertThat(board.wire().closed()).isNull();
    }
  }

  @Test
  void toolsThatAreTooLargeAreRefused() {
    try (var process = process(School.USUAL)) {
      var boardId = UUID.randomUUID();
      var board = School.board(process, boardId);
      var teacher = School.teacher(process, School.account(database));
      School.pair(teacher, board);
      var large = com.fasterxml.jackson.databind.node.TextNode.valueOf("x".repeat(5000));
      var command = UUID.randomUUID();
      process
          .desk()
          .says(
              teacher.link(),
              new TeacherMessages.ChangeStage(
                  command, boardId, new org.steadyboard.board.stage.Change.SetTool("ink", large)));
      assertThat(teacher.wire().awaits("refused").get("code").asText()).isEqualTo("too-large");
    }
  }

  private static Process process(Map<String, String> limits) {
    return new Process(url, Clock.systemUTC(), limits);
  }

  private static boolean connected(UUID boardId) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select bool_or(connected) from board.presence where board_id = '%s'"
                    .formatted(boardId))) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
