package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.SetClock;

/**
 * What waited in a process that slept counts only for who is still there; what reaches the database
 * too late counts for nobody.
 */
class SettledTest {

  private static final Duration SLEEP = Duration.ofMinutes(5);

  /** So far back that whatever is said now is past its deadline by the database's clock. */
  private static final Duration TOO_LATE = Duration.ofMinutes(-2);

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private final SetClock clock = new SetClock(Instant.now().plus(Duration.ofMinutes(1)));

  @AutoClose
  private final Process process = new Process(host.url(), clock, Map.of("board.code-life", "1H"));

  @Test
  void aPairingIsMadeForWhoIsStillThere() {
    var lost = School.board(process, UUID.randomUUID());
    var found = School.board(process, UUID.randomUUID());
    var codes = Map.of(lost, code(lost), found, code(found));
    var gone = teacher();
    var here = teacher();

    clock.forward(SLEEP);
    School.pair(gone, codes.get(lost));
    School.pair(here, codes.get(found));
    process.desk().closed(gone.link());
    here.wire().awaits("paired");

    assertThat(pairings(lost)).isZero();
    assertThat(pairings(found)).isEqualTo(1);
    assertThat(gone.wire().sent("paired")).isEmpty();
  }

  @Test
  void aTeacherWhoIsStillThereEndsAPairing() {
    var kept = School.board(process, UUID.randomUUID());
    var ended = School.board(process, UUID.randomUUID());
    var gone = teacher();
    var here = teacher();
    School.pair(gone, kept);
    School.pair(here, ended);

    clock.forward(SLEEP);
    unpair(gone, kept);
    unpair(here, ended);
    process.desk().closed(gone.link());
    Eventually.holds("ended", () -> pairings(ended) == 0);

    ended.wire().awaits("unpaired");
    assertThat(pairings(kept)).isEqualTo(1);
  }

  @Test
  void aBoardThatIsStillThereEndsItsPairings() {
    var gone = School.board(process, UUID.randomUUID());
    var here = School.board(process, UUID.randomUUID());
    for (var board : List.of(gone, here)) {
      School.pair(teacher(), board);
      board.wire().awaits("paired");
    }

    clock.forward(SLEEP);
    process.desk().says(gone.link(), new BoardMessages.Unpair());
    process.desk().says(here.link(), new BoardMessages.Unpair());
    process.desk().closed(gone.link());
    here.wire().awaits("unpaired");

    assertThat(pairings(here)).isZero();
    assertThat(pairings(gone)).isEqualTo(1);
  }

  @Test
  void aPairingThatReachesTheDatabaseTooLateIsNotMade() {
    var board = School.board(process, UUID.randomUUID());
    var code = code(board);
    var teacher = teacher();
    clock.forward(TOO_LATE);
    var late = School.pair(teacher, code);
    teacher.wire().awaits("refused", m -> m.toString().contains(late.toString()));
    assertThat(pairings(board)).isZero();

    clock.forward(TOO_LATE.negated());
    School.pair(teacher, code);
    teacher.wire().awaits("paired");
  }

  @Test
  void anUnpairingThatReachesTheDatabaseTooLateEndsNothing() {
    var board = School.board(process, UUID.randomUUID());
    var teacher = teacher();
    School.pair(teacher, board);
    board.wire().awaits("paired");
    clock.forward(TOO_LATE);
    var lists = teacher.wire().sent("boards").size();
    unpair(teacher, board);
    Eventually.holds("answered", () -> teacher.wire().sent("boards").size() > lists);
    assertThat(pairings(board)).isEqualTo(1);

    process.desk().says(board.link(), new BoardMessages.Unpair());
    // Takes its turn after the board's in the same database.
    var codes = board.wire().sent("code").size();
    process.desk().says(board.link(), new BoardMessages.AskCode());
    Eventually.holds("a code", () -> board.wire().sent("code").size() > codes);
    assertThat(board.wire().sent("unpaired")).isEmpty();
    assertThat(pairings(board)).isEqualTo(1);

    clock.forward(TOO_LATE.negated());
    process.desk().says(board.link(), new BoardMessages.Unpair());
    board.wire().awaits("unpaired");
  }

  private School.Seat<TeacherLink> teacher() {
    return School.teacher(process, School.account(host.service()));
  }

  private void unpair(School.Seat<TeacherLink> teacher, School.Seat<BoardLink> board) {
    process.desk().says(teacher.link(), new TeacherMessages.Unpair(board.link().hello().boardId()));
  }

  private static String code(School.Seat<BoardLink> board) {
    return board.wire().awaits("code").get("code").asText();
  }

  private static int pairings(School.Seat<BoardLink> board) {
    var boardId = board.link().hello().boardId();
    return host.query(
            "select id from board.pairing where board_id = ? and deleted_at is null", boardId)
        .size();
  }
}
