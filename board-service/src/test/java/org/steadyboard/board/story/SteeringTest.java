package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Board;
import org.steadyboard.board.client.Client;
import org.steadyboard.board.client.Teacher;
import org.steadyboard.host.HostTestResource;
import org.steadyboard.host.session.SessionToken;

@QuarkusTest
class SteeringTest extends SocketTest {

  @Test
  void aTeacherPairsAndSteers() {
    try (var board = board();
        var teacher = teacher()) {
      board.connect();
      teacher.connect().next("boards");
      var request = teacher.pair(board.code());
      var paired = teacher.client().next("paired");
      assertThat(paired.get("requestId").asText()).isEqualTo(request.toString());
      assertThat(paired.get("boardId").asText()).isEqualTo(board.id().toString());
      assertThat(board.client().next("paired").get("teacherName").asText())
          .isEqualTo(teacher.name());
      board.client().next("stage");
      teacher.client().next("boards");

      var page = UUID.randomUUID();
      var command = teacher.showPage(board.id(), page);
      var shown = board.shows(page);
      var done = teacher.answer(command);
      assertThat(done.get("type").asText()).isEqualTo("done");
      assertThat(done.get("revision")).isEqualTo(shown.get("revision"));
    }
  }

  @Test
  void reloadingEitherSideComesBackToThePageWithoutACode() {
    try (var board = board();
        var teacher = teacher()) {
      board.connect();
      teacher.pairWith(board);
      var page = UUID.randomUUID();
      teacher.answer(teacher.showPage(board.id(), page));
      board.leaves();
      board.connect().next("paired");
      board.shows(page);
      assertThat(board.client().soFar()).noneMatch(m -> m.get("type").asText().equals("code"));

      teacher.leaves();
      var boards = teacher.connect().next("boards").get("boards");
      assertThat(boards).hasSize(1);
      assertThat(boards.get(0).at("/stage/pageId").asText()).isEqualTo(page.toString());
      assertThat(boards.get(0).get("connected").asBoolean()).isTrue();
      var next = UUID.randomUUID();
      teacher.answer(teacher.showPage(board.id(), next));
      board.shows(next);
    }
  }

  @Test
  void aSecondWindowOfABoardTakesItsPlace() {
    try (var board = board()) {
      var first = board.connect();
      first.next("code");
      var second = board.connect();
      second.next("code");
      assertThat(first.closeCode()).isEqualTo(1000);
      assertThat(second.isClosed()).isFalse();
    }
  }

  @Test
  void twentyTeachersSteerTwentyBoardsAtOnce() throws Exception {
    var clicks = 40;
    var boards = new ArrayList<Board>();
    var teachers = new ArrayList<Teacher>();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (var i = 0; i < 20; i++) {
        boards.add(board());
        boards.get(i).connect();
        teachers.add(teacher());
        teachers.get(i).pairWith(boards.get(i));
      }
      List<Future<?>> stories = new ArrayList<>();
      for (var i = 0; i < 20; i++) {
        var board = boards.get(i);
        var teacher = teachers.get(i);
        stories.add(threads.submit(() -> steer(teacher, board, clicks)));
      }
      for (var story : stories) {
        story.get();
      }
    } finally {
      threads.shutdownNow();
      boards.forEach(Board::close);
      teachers.forEach(Teacher::close);
    }
  }

  /** All at once, as fast as it is allowed; every click must be answered. */
  private static void steer(Teacher teacher, Board board, int clicks) {
    var commands = new ArrayList<UUID>();
    var page = UUID.randomUUID();
    for (var i = 0; i < clicks; i++) {
      page = UUID.randomUUID();
      commands.add(teacher.showPage(board.id(), page));
    }
    // Answers come in the order of the clicks.
    commands.forEach(
        command -> assertThat(teacher.answer(command).get("type").asText()).isEqualTo("done"));
    board.shows(page);
    assertThat(board.client().soFar()).as("nothing after the last page").isEmpty();
  }

  @Test
  void aTeacherNeedsASessionAndAPageOfOurs() {
    assertThat(Client.refusal(port(), "/ws/teacher")).isEqualTo(401);
    assertThat(Client.refusal(port(), "/ws/teacher", "Cookie", "session=nonsense")).isEqualTo(401);
    var teacher = teacher();
    assertThat(
            Client.refusal(
                port(),
                "/ws/teacher",
                "Cookie",
                teacher.cookie(),
                "Origin",
                "https://elsewhere.example.net"))
        .isEqualTo(403);
    assertThat(Client.refusal(port(), "/ws/board", "Origin", "https://elsewhere.example.net"))
        .isEqualTo(403);
    Client.connect(
            port(), "/ws/teacher", "Cookie", teacher.cookie(), "Origin", "http://localhost:8080")
        .close();
  }

  @Test
  void ofSeveralSessionCookiesTheOneThatCountsLetsATeacherIn() {
    var teacher = teacher();
    var stranger =
        SessionToken.issue(
                UUID.randomUUID(), Instant.now().minusSeconds(3600), HostTestResource.SESSION_KEY)
            .cookie();
    for (var other : List.of("nonsense", stranger)) {
      Client.connect(port(), "/ws/teacher", "Cookie", "session=" + other + "; " + teacher.cookie())
          .close();
      Client.connect(port(), "/ws/teacher", "Cookie", teacher.cookie() + "; session=" + other)
          .close();
    }
  }
}
