package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.Pair;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.SetClock;

class PairingTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  /** Stands still a minute ahead of the database's, so that no change of a page comes too late. */
  private final SetClock clock = new SetClock(Instant.now().plus(Duration.ofMinutes(1)));

  @AutoClose
  private final Process process =
      new Process(
          host.url(),
          clock,
          Map.of("board.max-boards-of-teacher", "2", "board.max-teachers-of-board", "2"));

  @Test
  void aCodeIsGoodOnceOnly() {
    var board = School.board(process, UUID.randomUUID());
    var first = teacher();
    var code = code(board);
    assertThat(code).startsWith("0");
    School.pair(first, board);
    var second = teacher();
    assertThat(refusal(second, School.pair(second, code))).isEqualTo("unknown-code");
  }

  @Test
  void aPairRequestSaidAgainIsAnsweredAgain() {
    var board = School.board(process, UUID.randomUUID());
    var teacher = teacher();
    var pair = new Pair(UUID.randomUUID(), code(board), Optional.of("Room 12"));
    process.desk().says(teacher.link(), pair);
    process.desk().says(teacher.link(), pair);
    Eventually.holds("paired twice", () -> teacher.wire().sent("paired").size() == 2);
    assertThat(teacher.wire().sent("refused")).isEmpty();
    var boards = teacher.wire().awaits("boards", m -> !m.get("boards").isEmpty()).get("boards");
    assertThat(boards).hasSize(1);
    assertThat(boards.get(0).get("name").asText()).isEqualTo("Room 12");
    assertThat(boards.get(0).get("connected").asBoolean()).isTrue();
  }

  @Test
  void aReloadShowsTheSameCodeAndAnExpiredOneIsReplaced() {
    var id = UUID.randomUUID();
    var board = School.board(process, id);
    var code = code(board);
    process.desk().closed(board.link());
    var reloaded = School.board(process, id);
    assertThat(code(reloaded)).isEqualTo(code);

    clock.forward(Duration.ofMinutes(10).minusSeconds(14));
    Eventually.holds("a new code", () -> reloaded.wire().sent("code").size() == 2);
    var fresh = reloaded.wire().sent("code").getLast().get("code").asText();
    assertThat(fresh).isNotEqualTo(code);

    clock.forward(Duration.ofSeconds(14));
    var teacher = teacher();
    assertThat(refusal(teacher, School.pair(teacher, code))).isEqualTo("expired-code");
    School.pair(teacher, fresh);
    teacher.wire().awaits("paired");
  }

  @Test
  void wrongCodesAreLimitedByAccount() {
    var board = School.board(process, UUID.randomUUID());
    var code = code(board);
    var wrong = code.equals("099999") ? "099998" : "099999";
    var teacher = teacher();
    for (var i = 0; i < 5; i++) {
      assertThat(refusal(teacher, School.pair(teacher, i == 0 ? "12" : wrong)))
          .isEqualTo("unknown-code");
    }
    assertThat(refusal(teacher, School.pair(teacher, code))).isEqualTo("too-many-attempts");
    var other = teacher();
    assertThat(refusal(other, School.pair(other, wrong))).isEqualTo("unknown-code");
    clock.forward(Duration.ofMinutes(1));
    School.pair(teacher, code);
    teacher.wire().awaits("paired");
  }

  @Test
  void wrongCodesAreLimitedByAddress() {
    for (var i = 0; i < 6; i++) {
      var teacher = School.teacher(process, School.account(host.service()), "192.0.2.9");
      for (var j = 0; j < 5; j++) {
        assertThat(refusal(teacher, School.pair(teacher, "x"))).isEqualTo("unknown-code");
      }
    }
    var same = School.teacher(process, School.account(host.service()), "192.0.2.9");
    assertThat(refusal(same, School.pair(same, "x"))).isEqualTo("too-many-attempts");
    var elsewhere = School.teacher(process, School.account(host.service()), "192.0.2.10");
    assertThat(refusal(elsewhere, School.pair(elsewhere, "x"))).isEqualTo("unknown-code");
  }

  @Test
  void aNetworkHasSoManyCodesAndOthersHaveTheirs() {
    try (var few = new Process(host.url(), clock, Map.of("board.codes-per-address", "3"))) {
      var ids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
      var seats = new ArrayList<School.Seat<BoardLink>>();
      ids.forEach(id -> seats.add(board(few, id, "198.51.100.1")));
      seats.forEach(PairingTest::code);
      var oneMore = board(few, UUID.randomUUID(), "198.51.100.1");
      Eventually.holds("sent away", () -> "1013 busy".equals(oneMore.wire().closed()));
      assertThat(oneMore.wire().sent("code")).isEmpty();
      code(board(few, UUID.randomUUID(), "198.51.100.2"));

      // Who has one shows it again, and a board that is paired gets another for another teacher.
      few.desk().closed(seats.getFirst().link());
      var reloaded = board(few, ids.getFirst(), "198.51.100.1");
      assertThat(code(reloaded)).isEqualTo(code(seats.getFirst()));
      School.pair(School.teacher(few, School.account(host.service())), reloaded);
      reloaded.wire().awaits("paired");
      few.desk().says(reloaded.link(), new BoardMessages.AskCode());
      Eventually.holds("another code", () -> reloaded.wire().sent("code").size() == 2);

      seats.forEach(seat -> few.desk().closed(seat.link()));
      clock.forward(few.limits().codeLife());
      code(board(few, UUID.randomUUID(), "198.51.100.1"));
    }
  }

  @Test
  void boardsThatNobodyIsPairedWithAreBounded() {
    try (var small = new Process(host.url(), clock, Map.of("board.max-unpaired-boards", "2"))) {
      var paired = School.board(small, UUID.randomUUID());
      School.pair(School.teacher(small, School.account(host.service())), paired);
      paired.wire().awaits("paired");
      var first = School.board(small, UUID.randomUUID());
      code(first);
      code(School.board(small, UUID.randomUUID()));
      var third = School.board(small, UUID.randomUUID());
      Eventually.holds("sent away", () -> "1013 busy".equals(third.wire().closed()));

      small.desk().closed(first.link());
      Eventually.holds(
          "there is room again",
          () -> {
            var next = School.board(small, UUID.randomUUID());
            Eventually.holds(
                "answered",
                () -> next.wire().closed() != null || !next.wire().sent("code").isEmpty());
            return next.wire().closed() == null;
          });
    }
  }

  private static School.Seat<BoardLink> board(Process process, UUID id, String network) {
    return School.board(process, id, School.SECRET, Optional.empty(), network);
  }

  @Test
  void twoTeachersShareABoardAndOneMayLeave() {
    var id = UUID.randomUUID();
    var board = School.board(process, id);
    var first = teacher();
    var second = teacher();
    School.pair(first, board);
    board.wire().awaits("paired");
    clock.forward(Duration.ofSeconds(1));
    School.pair(second, anotherCode(board));
    second.wire().awaits("paired");
    Eventually.holds("welcomed twice", () -> board.wire().sent("paired").size() == 2);

    process.desk().says(first.link(), new TeacherMessages.Unpair(id));
    Eventually.holds(
        "gone from the list", () -> first.wire().sent("boards").getLast().get("boards").isEmpty());
    var refused = School.show(first, id, UUID.randomUUID());
    assertThat(refusedCommand(first, refused)).isEqualTo("not-paired");
    assertThat(board.wire().sent("unpaired")).isEmpty();

    process.desk().says(second.link(), new TeacherMessages.Unpair(id));
    board.wire().awaits("unpaired");
    Eventually.holds("a code again", () -> board.wire().sent("code").size() == 3);
  }

  @Test
  void aBoardEndsAllItsPairings() {
    var id = UUID.randomUUID();
    var board = School.board(process, id);
    var teacher = teacher();
    School.pair(teacher, board);
    board.wire().awaits("paired");
    process.desk().says(board.link(), new BoardMessages.Unpair());
    board.wire().awaits("unpaired");
    Eventually.holds(
        "gone from the list",
        () -> teacher.wire().sent("boards").getLast().get("boards").isEmpty());
    assertThat(refusedCommand(teacher, School.show(teacher, id, UUID.randomUUID())))
        .isEqualTo("not-paired");
  }

  @Test
  void anotherSecretIsRefusedBeforeAndAfterPairing() {
    var id = UUID.randomUUID();
    var board = School.board(process, id);
    code(board);
    var stranger = School.board(process, id, "a".repeat(43), Optional.empty());
    assertThat(stranger.wire().awaits("problem").get("code").asText()).isEqualTo("wrong-secret");
    Eventually.holds("closed", () -> "1008 wrong-secret".equals(stranger.wire().closed()));
    School.pair(teacher(), board);
    process.desk().closed(board.link());
    var later = School.board(process, id, "a".repeat(43), Optional.empty());
    assertThat(later.wire().awaits("problem").get("code").asText()).isEqualTo("wrong-secret");
    assertThat(board.wire().closed()).isNull();
  }

  @Test
  void onlyAPairedTeacherMayDoAnything() {
    var id = UUID.randomUUID();
    var board = School.board(process, id);
    School.pair(teacher(), board);
    var stranger = teacher();
    assertThat(refusedCommand(stranger, School.show(stranger, id, UUID.randomUUID())))
        .isEqualTo("not-paired");
    process.desk().says(stranger.link(), new TeacherMessages.Unpair(id));
    process.desk().says(stranger.link(), new TeacherMessages.Pointer(id, 0, 0, true));
    Eventually.holds("told twice", () -> stranger.wire().sent("problem").size() == 2);
    assertThat(board.wire().sent("pointer")).isEmpty();
    assertThat(board.wire().sent("unpaired")).isEmpty();
  }

  @Test
  void pairingsAreLimited() {
    var teacher = teacher();
    var boards = new HashSet<UUID>();
    for (var i = 0; i < 2; i++) {
      var id = UUID.randomUUID();
      boards.add(id);
      School.pair(teacher, School.board(process, id));
    }
    var third = School.board(process, UUID.randomUUID());
    var code = code(third);
    assertThat(refusal(teacher, School.pair(teacher, code))).isEqualTo("too-many-boards");
    School.pair(teacher(), third);
    third.wire().awaits("paired");
    clock.forward(Duration.ofSeconds(1));
    School.pair(teacher(), anotherCode(third));
    Eventually.holds("two teachers", () -> third.wire().sent("paired").size() == 2);
    var last = teacher();
    assertThat(refusal(last, School.pair(last, anotherCode(third)))).isEqualTo("too-many-teachers");
  }

  @Test
  void allWindowsOfATeacherHear() {
    var who = School.account(host.service());
    var one = School.teacher(process, who);
    var two = School.teacher(process, who);
    var id = UUID.randomUUID();
    var board = School.board(process, id);
    School.pair(one, board);
    two.wire().awaits("boards", m -> m.toString().contains(id.toString()));
    var page = UUID.randomUUID();
    var command = School.show(one, id, page);
    School.awaitsPage(two.wire(), page);
    School.awaitsDone(one.wire(), command);
    assertThat(two.wire().sent("done")).isEmpty();
    process.desk().closed(board.link());
    for (var wire : new RecordingWire[] {one.wire(), two.wire()}) {
      wire.awaits("boardStatus", m -> !m.get("connected").asBoolean());
    }
    School.board(process, id);
    two.wire().awaits("boardStatus", m -> m.get("connected").asBoolean());
  }

  @Test
  void whoIsSignedOutIsDisconnected() throws SQLException {
    var who = School.account(host.service());
    var teacher = School.teacher(process, who);
    var other = teacher();
    host.execute(
        "insert into identity.session_end (id, ended_at) values (?, now())", who.sessionId());
    Eventually.holds("closed", () -> "1008 signed-out".equals(teacher.wire().closed()));
    assertThat(other.wire().closed()).isNull();
  }

  @Test
  void aSessionWhoseRowIsNotHereLivesUntilItsEndArrives() throws SQLException {
    var who = School.account(host.service());
    try (var connection = host.service().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from identity.session where id = '%s'".formatted(who.sessionId()));
      var teacher = School.teacher(process, who);
      statement.execute(
          "update identity.account set name = 'New' where id = '%s'".formatted(who.accountId()));
      // The change of the account has been looked at when what is asked after it is answered.
      School.pair(teacher, School.board(process, UUID.randomUUID()));
      assertThat(teacher.wire().closed()).isNull();

      statement.execute(
          "insert into identity.session_end (id, ended_at) values ('%s', now())"
              .formatted(who.sessionId()));

      Eventually.holds("closed", () -> "1008 signed-out".equals(teacher.wire().closed()));
    }
  }

  @Test
  void aNewPasswordDisconnectsWhoseSessionIsNotHere() throws SQLException {
    var who = School.account(host.service());
    try (var connection = host.service().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from identity.session where id = '%s'".formatted(who.sessionId()));
      var teacher = School.teacher(process, who);

      statement.execute(
          "insert into identity.password (id, hash, changed_at) values ('%s', 'x', now() + interval '2 seconds')"
              .formatted(who.accountId()));

      Eventually.holds("closed", () -> "1008 signed-out".equals(teacher.wire().closed()));
    }
  }

  @Test
  void whoWasSignedOutBetweenTheUpgradeAndTheOpeningIsDisconnected() throws SQLException {
    var who = School.account(host.service());
    var witness = School.account(host.service());
    var other = School.teacher(process, witness);
    for (var ended : new UUID[] {who.sessionId(), witness.sessionId()}) {
      host.execute("insert into identity.session_end (id, ended_at) values (?, now())", ended);
    }
    // Ends are heard in their order: that of the teacher who comes only now has been heard.
    Eventually.holds("closed", () -> "1008 signed-out".equals(other.wire().closed()));

    var wire = new RecordingWire();
    process
        .desk()
        .opened(new TeacherLink(wire, process.limits(), System.nanoTime(), who, "192.0.2.1"));

    Eventually.holds("closed", () -> "1008 signed-out".equals(wire.closed()));
  }

  private School.Seat<TeacherLink> teacher() {
    return School.teacher(process, School.account(host.service()));
  }

  private static String code(School.Seat<BoardLink> board) {
    return board.wire().awaits("code").get("code").asText();
  }

  private String anotherCode(School.Seat<BoardLink> board) {
    var before = board.wire().sent("code").size();
    process.desk().says(board.link(), new BoardMessages.AskCode());
    Eventually.holds("a code", () -> board.wire().sent("code").size() > before);
    return board.wire().sent("code").getLast().get("code").asText();
  }

  private static String refusal(School.Seat<TeacherLink> teacher, UUID request) {
    return teacher
        .wire()
        .awaits("refused", m -> m.path("requestId").asText().equals(request.toString()))
        .get("code")
        .asText();
  }

  private static String refusedCommand(School.Seat<TeacherLink> teacher, UUID command) {
    return teacher
        .wire()
        .awaits("refused", m -> m.path("commandId").asText().equals(command.toString()))
        .get("code")
        .asText();
  }
}
