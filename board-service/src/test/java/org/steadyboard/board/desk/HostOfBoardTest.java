package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.board.message.BoardMessages.Shown;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/** Teachers of two hosts are told which of them sees the board. */
class HostOfBoardTest {

  @TempDir private Path folder;
  private JoinedHosts hosts;
  private Process a;
  private Process b;

  @BeforeEach
  void start() throws Exception {
    hosts = new JoinedHosts(folder, "a", "b");
    a = new Process(hosts.url("a"), Clock.systemUTC(), School.USUAL, new Desk.Place("a", 0));
    b = new Process(hosts.url("b"), Clock.systemUTC(), School.USUAL, new Desk.Place("b", 1));
  }

  @AfterEach
  void stop() throws Exception {
    a.close();
    b.close();
    hosts.close();
  }

  @Test
  void itIsToldOnBothAndChangesWhenTheBoardMoves() {
    var who = School.account(hosts.service("b"));
    var boardId = UUID.randomUUID();
    var board = School.board(b, boardId);
    var atB = School.teacher(b, who);
    School.pair(atB, board);
    board.wire().awaits("paired");
    Eventually.holds("a has the account", () -> !hosts.query("a", account(who)).isEmpty());
    var atA = School.teacher(a, who);
    School.awaitsHost(atB, "b");
    School.awaitsHost(atA, "b");
    b.desk().says(board.link(), new Shown(new Revision(1, "b")));
    atB.wire().awaits("shown");

    // Connected at both for a moment, as a page that changes hosts may be.
    var moved = School.board(a, boardId);
    moved.wire().awaits("paired");
    School.awaitsHost(atA, "a");
    Eventually.holds("b heard of it", () -> hosts.query("b", seenByA(boardId)).size() == 1);
    b.desk().closed(board.link());
    School.awaitsHost(atB, "a");
    assertThat(atA.wire().sent("boardStatus")).allMatch(m -> m.get("connected").asBoolean());

    var late = School.teacher(b, who);
    var line = late.wire().sent("boards").getFirst().at("/boards/0");
    assertThat(line.get("host").asText()).isEqualTo("a");
    assertThat(line.has("shown")).as("only the host that the board is at tells this").isFalse();
  }

  private static String account(SignedIn who) {
    return "select id from identity.account where id = '%s'".formatted(who.accountId());
  }

  private static String seenByA(UUID boardId) {
    return "select id from board.presence where board_id = '%s' and host = 'a' and connected"
        .formatted(boardId);
  }
}
