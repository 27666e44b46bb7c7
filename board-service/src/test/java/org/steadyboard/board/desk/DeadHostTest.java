package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.TeacherMessages.Pointer;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/** Two hosts of which one dies, service and database at once. */
class DeadHostTest {

  private static final Map<String, String> QUICK = Map.of("board.host-silence", "3S");

  @TempDir private Path folder;
  private JoinedHosts hosts;
  private Process a;
  private Process b;

  @BeforeEach
  void start() throws Exception {
    hosts = new JoinedHosts(folder, "a", "b");
    a = process("a", 0);
    b = process("b", 1);
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
    hosts.close();
  }

  private Process process(String host, int slot) {
    return new Process(hosts.url(host), Clock.systemUTC(), QUICK, new Desk.Place(host, slot));
  }

  /** Paired and seen on both hosts. */
  private School.Seat<TeacherLink> pair(SignedIn who, UUID boardId, Process where) {
    var board = School.board(where, boardId);
    var teacher = School.teacher(where, who);
    School.pair(teacher, board);
    board.wire().awaits("paired");
    Eventually.holds(
        "the pairing is on both",
        () ->
            hosts.query("a", pairing(boardId)).size() == 1
                && hosts.query("b", pairing(boardId)).size() == 1);
    return teacher;
  }

  private static String pairing(UUID boardId) {
    return "select id from board.pairing where board_id = '%s'".formatted(boardId);
  }

  @Test
  void aStageThatDiedWithItsHostIsShownWhenItIsSaidAgainOnTheNext() throws Exception {
    var who = School.account(hosts.service("a"));
    var boardId = UUID.randomUUID();
    var teacher = pair(who, boardId, a);
    var known = UUID.randomUUID();
    School.awaitsDone(teacher.wire(), School.show(teacher, boardId, known));
    Eventually.holds("b has it", () -> stageOnB(boardId).equals(known.toString()));

    hosts.cut();
    var command = UUID.randomUUID();
    var page = UUID.randomUUID();
    School.show(teacher, command, boardId, page);
    School.awaitsDone(teacher.wire(), command);
    a.close();
    hosts.kill("a");
    hosts.heal();

    var board = School.board(b, boardId);
    var next = School.teacher(b, who);
    School.awaitsPage(board.wire(), known);
    assertThat(next.wire().sent("boards").getFirst().toString())
        .as("the hazard is real: what was acknowledged is not here")
        .contains(known.toString());

    School.show(next, command, boardId, page);
    School.awaitsPage(board.wire(), page);

    hosts.startAgain("a");
    a = process("a", 0);
    Eventually.holds(
        "a that comes back has what b has",
        () ->
            hosts.query("a", revision(boardId)).equals(hosts.query("b", revision(boardId)))
                && stageOnB(boardId).equals(page.toString()));
  }

  @Test
  void theBoardsOfADeadHostAreAwayUntilTheyShowUpElsewhere() throws Exception {
    var who = School.account(hosts.service("a"));
    var boardId = UUID.randomUUID();
    pair(who, boardId, a);
    var atB = School.teacher(b, who);
    Eventually.holds(
        "b sees it at a",
        () -> atB.wire().sent().getLast().toString().contains("\"connected\":true"));

    a.close();
    hosts.kill("a");
    atB.wire().awaits("boardStatus", m -> !m.get("connected").asBoolean());
    assertThat(hosts.query("b", "select connected::text from board.presence"))
        .as("the hazard is real: the dead host's row says that it is connected")
        .containsExactly("true");
    assertThat(b.desk().hosts().isAlive("a")).isFalse();

    var late = School.teacher(b, who);
    assertThat(late.wire().sent("boards").getFirst().toString()).contains("\"connected\":false");
    School.board(b, boardId);
    late.wire().awaits("boardStatus", m -> m.get("connected").asBoolean());
  }

  @Test
  void aHostThatIsQuietButLivesIsBelieved() {
    var who = School.account(hosts.service("a"));
    var boardId = UUID.randomUUID();
    pair(who, boardId, a);
    var atB = School.teacher(b, who);
    var beats = hosts.query("b", BEAT);
    var since = System.nanoTime();
    Eventually.holds(
        "pulses go on for longer than silence is believed",
        () ->
            System.nanoTime() - since > Duration.ofSeconds(5).toNanos()
                && !hosts.query("b", BEAT).equals(beats));
    assertThat(atB.wire().sent("boardStatus")).noneMatch(m -> !m.get("connected").asBoolean());

    hosts.cut();
    atB.wire().awaits("boardStatus", m -> !m.get("connected").asBoolean());
    hosts.heal();
    Eventually.holds(
        "seen again", () -> atB.wire().sent("boardStatus").getLast().get("connected").asBoolean());
  }

  @Test
  void aPointerOfADeadHostDoesNotStayOnTheBoard() throws Exception {
    var who = School.account(hosts.service("a"));
    var boardId = UUID.randomUUID();
    var board = School.board(b, boardId);
    var pairing = School.teacher(b, who);
    School.pair(pairing, board);
    b.desk().closed(pairing.link());
    Eventually.holds("the pairing is on a", () -> hosts.query("a", pairing(boardId)).size() == 1);
    var teacher = School.teacher(a, who);
    Eventually.holds(
        "a sees it", () -> teacher.wire().sent().toString().contains("\"connected\":true"));
    a.desk().says(teacher.link(), new Pointer(boardId, 0.5, 0.5, true));
    board.wire().awaits("pointer", m -> m.get("visible").asBoolean());

    a.close();
    hosts.kill("a");

    board.wire().awaits("pointer", m -> !m.get("visible").asBoolean());
  }

  private static final String BEAT = "select beat_at from host.pulse where host = 'a'";

  private String stageOnB(UUID boardId) {
    return String.valueOf(
        hosts
            .query("b", "select page_id from board.stage where id = '%s'".formatted(boardId))
            .getFirst());
  }

  private static String revision(UUID boardId) {
    return "select row_stamp || row_host from board.stage where id = '%s'".formatted(boardId);
  }
}
