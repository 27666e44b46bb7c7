package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/** Two hosts, each with its own database, that meet in replication and nowhere else. */
class TwoHostsTest {

  @TempDir private static Path folder;
  private static JoinedHosts hosts;
  private static Process a;
  private static Process b;

  @BeforeAll
  static void start() throws Exception {
    hosts = new JoinedHosts(folder, "a", "b");
    a = new Process(hosts.url("a"), Clock.systemUTC(), School.USUAL, new Desk.Place("a", 0));
    b = new Process(hosts.url("b"), Clock.systemUTC(), School.USUAL, new Desk.Place("b", 1));
  }

  @AfterEach
  void healed() {
    hosts.heal();
  }

  @AfterAll
  static void stop() throws Exception {
    a.close();
    b.close();
    hosts.close();
  }

  /** A teacher at a who may steer a board at b, paired there: as a browser that asks both. */
  private record Lesson(
      SignedIn who, UUID boardId, School.Seat<TeacherLink> teacher, School.Seat<BoardLink> board) {}

  private static Lesson lesson() {
    var who = account();
    var boardId = UUID.randomUUID();
    var board = School.board(b, boardId);
    var teacher = School.teacher(a, who);
    var pairing = School.teacher(b, who);
    School.pair(pairing, board);
    b.desk().closed(pairing.link());
    teacher.wire().awaits("boards", m -> m.toString().contains(boardId.toString()));
    board.wire().awaits("paired");
    return new Lesson(who, boardId, teacher, board);
  }

  private static SignedIn account() {
    var who = School.account(hosts.service("a"));
    Eventually.holds(
        "the account is on b",
        () ->
            !hosts
                .query("b", "select id from identity.account where id = '" + who.accountId() + "'")
                .isEmpty());
    return who;
  }

  @Test
  void aCodeIsKnownToItsHostOnlyAndAnotherSaysWhomToAsk() {
    var who = account();
    var board = School.board(b, UUID.randomUUID());
    var code = board.wire().awaits("code").get("code").asText();
    assertThat(code).startsWith("1");

    var teacher = School.teacher(a, who);
    School.pair(teacher, code);

    var refused = teacher.wire().awaits("refused");
    assertThat(refused.get("code").asText()).isEqualTo("unknown-code");
    assertThat(refused.get("detail").asText()).contains("slot 1");
  }

  @Test
  void aTeacherAtOneSteersABoardAtTheOther() {
    var lesson = lesson();

    var page = UUID.randomUUID();
    School.awaitsDone(lesson.teacher.wire(), School.show(lesson.teacher, lesson.boardId, page));

    School.awaitsPage(lesson.board.wire(), page);
  }

  @Test
  void aBoardThatComesAndGoesIsSeenByTheOtherHost() {
    var lesson = lesson();
    // Its row may come before or after the pairing's: in the list, or by itself.
    Eventually.holds(
        "connected", () -> lesson.teacher.wire().sent().toString().contains("\"connected\":true"));

    b.desk().closed(lesson.board.link());
    lesson.teacher.wire().awaits("boardStatus", m -> !m.get("connected").asBoolean());

    School.board(b, lesson.boardId);
    Eventually.holds("connected again", () -> lastStatus(lesson.teacher));
  }

  @Test
  void eitherSideMayEndThePairing() {
    var lesson = lesson();
    a.desk().says(lesson.teacher.link(), new TeacherMessages.Unpair(lesson.boardId));
    lesson.board.wire().awaits("unpaired");
    lesson.board.wire().awaits("code");

    var other = lesson();
    b.desk().says(other.board.link(), new BoardMessages.Unpair());
    Eventually.holds(
        "the teacher has no board any more",
        () -> other.teacher.wire().sent("boards").getLast().get("boards").isEmpty());
  }

  @Test
  void twoTeachersAtTwoHostsSteerOneBoard() {
    var lesson = lesson();
    b.desk().says(lesson.board.link(), new BoardMessages.AskCode());
    Eventually.holds("another code", () -> lesson.board.wire().sent("code").size() == 2);
    var second = School.teacher(b, account());
    School.pair(second, lesson.board.wire().sent("code").getLast().get("code").asText());
    second.wire().awaits("boards", m -> m.toString().contains(lesson.boardId.toString()));

    for (var i = 0; i < 50; i++) {
      // In turn, each once the other's is there: what a class sees.
      var mine = UUID.randomUUID();
      School.show(lesson.teacher, lesson.boardId, mine);
      School.awaitsPage(second.wire(), mine);
      var theirs = UUID.randomUUID();
      School.show(second, lesson.boardId, theirs);
      School.awaitsPage(lesson.teacher.wire(), theirs);
    }
    // And at once: a change folded on a row that a replicated one has overtaken is folded again.
    for (var i = 0; i < 100; i++) {
      School.show(lesson.teacher, lesson.boardId, UUID.randomUUID());
      School.show(second, lesson.boardId, UUID.randomUUID());
    }
    Eventually.holds("all is done", () -> done(lesson.teacher) == 150 && done(second) == 150);
    awaitsEqual(lesson.boardId);
    assertThat(revisions(lesson.board.wire().sent("stage"))).isSorted().doesNotHaveDuplicates();
    assertThat(lesson.board.wire().sent("stage").getLast().get("revision").asText())
        .isEqualTo(stage("a", lesson.boardId).split(" ")[1]);
  }

  @Test
  void bothSidesGoOnWhileTheLinkIsCutAndTheNewestWinsOnceItIsHealed() {
    var lesson = lesson();
    var windowAtB = School.teacher(b, lesson.who);

    hosts.cut();
    var atA = UUID.randomUUID();
    School.awaitsDone(lesson.teacher.wire(), School.show(lesson.teacher, lesson.boardId, atA));
    var atB = UUID.randomUUID();
    School.awaitsDone(windowAtB.wire(), School.show(windowAtB, lesson.boardId, atB));
    School.awaitsPage(lesson.board.wire(), atB);
    assertThat(stage("a", lesson.boardId)).as("the cut is real").startsWith(atA.toString());

    var newest = UUID.randomUUID();
    School.awaitsDone(lesson.teacher.wire(), School.show(lesson.teacher, lesson.boardId, newest));
    assertThat(lesson.board.wire().sent("stage").toString()).doesNotContain(newest.toString());
    hosts.heal();

    School.awaitsPage(lesson.board.wire(), newest);
    awaitsEqual(lesson.boardId);
  }

  @Test
  void aCommandSaidAgainOnTheOtherHostIsHarmlessAlsoWhenTheFirstOnesCommitArrivesLater() {
    var lesson = lesson();
    var windowAtB = School.teacher(b, lesson.who);

    hosts.cut();
    var command = UUID.randomUUID();
    var first = UUID.randomUUID();
    // Committed at a, but the browser has given up on a and asks b.
    School.show(lesson.teacher, command, lesson.boardId, first);
    School.awaitsDone(lesson.teacher.wire(), command);
    School.show(windowAtB, command, lesson.boardId, first);
    School.awaitsDone(windowAtB.wire(), command);
    var next = UUID.randomUUID();
    School.awaitsDone(windowAtB.wire(), School.show(windowAtB, lesson.boardId, next));
    hosts.heal();

    awaitsEqual(lesson.boardId);
    assertThat(stage("a", lesson.boardId)).startsWith(next.toString());
    // Once more, where it was said first and where it was said again.
    School.show(lesson.teacher, command, lesson.boardId, first);
    School.show(windowAtB, command, lesson.boardId, first);
    Eventually.holds("done again", () -> done(lesson.teacher) == 2 && done(windowAtB) == 3);
    awaitsEqual(lesson.boardId);
    assertThat(stage("b", lesson.boardId)).startsWith(next.toString());
    assertThat(lesson.board.wire().sent("stage").getLast().toString()).contains(next.toString());
  }

  @Test
  void aPageThatArrivesWhileABoardIsBeingGreetedIsShown() throws Exception {
    var who = account();
    var boardId = UUID.randomUUID();
    var teacher = School.teacher(a, who);
    School.pair(teacher, School.board(a, boardId));
    awaitsEqualOnceBothHave(boardId);

    School.Seat<BoardLink> board;
    var page = UUID.randomUUID();
    try (var other = hosts.service("b").getConnection();
        var statement = other.createStatement()) {
      // Holds the greeting up after it has read the stage, at the pairings.
      other.setAutoCommit(false);
      statement.execute("lock table board.pairing in access exclusive mode");
      board = School.board(b, boardId);
      Eventually.holds("the greeting waits", () -> hosts.query("b", WAITING).size() == 1);
      School.awaitsDone(teacher.wire(), School.show(teacher, boardId, page));
      awaitsEqual(boardId);
      other.rollback();
    }

    School.awaitsPage(board.wire(), page);
  }

  @Test
  void aPairingThatArrivesWhileABoardIsBeingGreetedIsTold() throws Exception {
    var boardId = UUID.randomUUID();
    var atA = School.board(a, boardId);
    School.pair(School.teacher(a, account()), atA);
    awaitsEqualOnceBothHave(boardId);
    a.desk().says(atA.link(), new BoardMessages.AskCode());
    Eventually.holds("another code", () -> atA.wire().sent("code").size() == 2);
    var second = School.teacher(a, account());

    School.Seat<BoardLink> board;
    try (var other = hosts.service("b").getConnection();
        var statement = other.createStatement()) {
      // Holds the greeting up after it has read the pairings, at the stages.
      other.setAutoCommit(false);
      statement.execute("lock table board.stage in access exclusive mode");
      board = School.board(b, boardId);
      Eventually.holds("the greeting waits", () -> hosts.query("b", WAITING).size() == 1);
      School.pair(second, atA.wire().sent("code").getLast().get("code").asText());
      Eventually.holds("b has both", () -> hosts.query("b", pairings(boardId)).size() == 2);
      other.rollback();
    }

    Eventually.holds(
        "told of the one and the other", () -> board.wire().sent("paired").size() == 2);
  }

  private static String pairings(UUID boardId) {
    return "select id from board.pairing where board_id = '" + boardId + "'";
  }

  /** Statements of the service, and not of replication, that wait for a table. */
  private static final String WAITING =
      """
      select pid::text from pg_locks join pg_stat_activity using (pid)
      where not granted and relation is not null and backend_type = 'client backend'
      """;

  private static void awaitsEqualOnceBothHave(UUID boardId) {
    Eventually.holds("b has the pairing", () -> !hosts.query("b", pairings(boardId)).isEmpty());
    awaitsEqual(boardId);
  }

  private static boolean lastStatus(School.Seat<TeacherLink> teacher) {
    return teacher.wire().sent("boardStatus").getLast().get("connected").asBoolean();
  }

  private static long done(School.Seat<TeacherLink> teacher) {
    return teacher.wire().sent("done").size();
  }

  private static List<Revision> revisions(List<JsonNode> stages) {
    return stages.stream()
        .map(m -> Revision.parse(m.get("revision").asText()).orElseThrow())
        .toList();
  }

  private static void awaitsEqual(UUID boardId) {
    Eventually.holds(
        "both hosts have the same stage", () -> stage("a", boardId).equals(stage("b", boardId)));
  }

  /** Page and revision. */
  private static String stage(String host, UUID boardId) {
    return hosts
        .query(
            host,
            """
            select concat(page_id, ' ', row_stamp, '-', row_host) from board.stage where id = '%s'
            """
                .formatted(boardId))
        .getFirst();
  }
}
