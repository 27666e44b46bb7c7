package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.message.BoardMessages.Shown;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/** What a board says that it shows, and where it is, as its teachers hear it. */
class ShownTest {

  private static final Revision FIRST = new Revision(1, "a");
  private static final Revision SECOND = new Revision(2, "a");

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process process = new Process(host.url(), Clock.systemUTC(), School.USUAL);

  private final UUID boardId = UUID.randomUUID();
  private final SignedIn who = School.account(host.service());

  @AfterAll
  static void stop() {
    process.close();
  }

  @Test
  void itsTeachersHearItAndTheListTellsItToWhoComesLater() {
    var board = School.board(process, boardId);
    var teacher = School.teacher(process, who);
    School.pair(teacher, board);
    var stranger = School.teacher(process, School.account(host.service()));
    shows(board, FIRST);
    shows(board, FIRST);
    shows(board, SECOND);

    var told = teacher.wire().awaits("shown", m -> isOf(m, SECOND));
    assertThat(told.get("boardId").asText()).isEqualTo(boardId.toString());
    assertThat(teacher.wire().sent("shown")).as("the same is not told twice").hasSize(2);
    assertThat(stranger.wire().sent("shown")).isEmpty();
    assertThat(line().get("shown").asText()).isEqualTo(SECOND.toString());
  }

  @Test
  void aLinkThatWasReplacedSaysNothingAnyMore() {
    var older = School.board(process, boardId);
    var teacher = School.teacher(process, who);
    School.pair(teacher, older);
    older.wire().awaits("paired");
    var newer = School.board(process, boardId);
    newer.wire().awaits("paired");
    shows(older, FIRST);
    shows(newer, SECOND);

    teacher.wire().awaits("shown", m -> isOf(m, SECOND));
    assertThat(teacher.wire().sent("shown")).hasSize(1);
  }

  @Test
  void whatABoardShowedBeforeItCameAgainIsForgotten() {
    var board = School.board(process, boardId);
    var teacher = School.teacher(process, who);
    School.pair(teacher, board);
    shows(board, FIRST);
    teacher.wire().awaits("shown");

    process.desk().closed(board.link());
    assertThat(line().has("shown")).as("while it is away").isFalse();
    var again = School.board(process, boardId);
    again.wire().awaits("paired");
    assertThat(line().has("shown")).as("before it says so again").isFalse();
    shows(again, FIRST);
    teacher.wire().awaits("shown", m -> teacher.wire().sent("shown").size() == 2);
  }

  @Test
  void aBoardThatIsHereIsSeenByThisHost() {
    var board = School.board(process, boardId);
    var teacher = School.teacher(process, who);
    School.pair(teacher, board);
    assertThat(line().get("host").asText()).isEqualTo("a");

    process.desk().closed(board.link());
    var away = teacher.wire().awaits("boardStatus", m -> !m.get("connected").asBoolean());
    assertThat(away.has("host")).isFalse();
    // Of the rows of its coming and its going, the older may be read last by who looks at once.
    Eventually.holds("a list tells it too", () -> !line().has("host"));

    School.board(process, boardId);
    teacher.wire().awaits("boardStatus", m -> m.path("host").asText().equals("a"));
  }

  private void shows(School.Seat<BoardLink> board, Revision revision) {
    process.desk().says(board.link(), new Shown(revision));
  }

  /** What a window that is opened now is told of the board. */
  private JsonNode line() {
    return School.teacher(process, who).wire().sent("boards").getFirst().at("/boards/0");
  }

  private static boolean isOf(JsonNode shown, Revision revision) {
    return shown.get("revision").asText().equals(revision.toString());
  }
}
