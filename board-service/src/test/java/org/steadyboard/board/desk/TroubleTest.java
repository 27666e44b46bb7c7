package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.testkit.Eventually;

/** A host that is no good says so to everybody, once. */
class TroubleTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  @AutoClose
  private final Process process =
      new Process(host.url(), Clock.systemUTC(), Map.of("board.codes-per-address", "2000"));

  @Test
  void allWhoSaidHelloAreToldOnceAndWhenItIsOver() {
    var board = School.board(process, UUID.randomUUID());
    var teacher = School.teacher(process, School.account(host.service()));
    var silent = opened();
    process.desk().isInTrouble(ProblemCode.STUCK);
    process.desk().isInTrouble(ProblemCode.STUCK);
    for (var wire : List.of(board.wire(), teacher.wire())) {
      assertThat(wire.awaits("problem").get("code").asText()).isEqualTo("stuck");
    }

    var newcomer = School.board(process, UUID.randomUUID());
    var late = School.teacher(process, School.account(host.service()));
    newcomer.wire().awaits("code");
    process.desk().isInTrouble(null);
    for (var wire : List.of(board.wire(), teacher.wire(), newcomer.wire(), late.wire())) {
      wire.awaits("restored");
      assertThat(wire.sent("problem")).as("once").hasSize(1);
      assertThat(wire.closed()).isNull();
    }
    assertThat(newcomer.wire().sent().getFirst().get("code").asText())
        .as("before anything else")
        .isEqualTo("stuck");
    assertThat(silent.wire().sent()).isEmpty();

    var after = School.board(process, UUID.randomUUID());
    after.wire().awaits("code");
    assertThat(after.wire().sent("problem")).isEmpty();
    assertThat(after.wire().sent("restored")).isEmpty();
  }

  @Test
  void anotherReasonIsToldToo() {
    var board = School.board(process, UUID.randomUUID());
    board.wire().awaits("code");
    process.desk().isInTrouble(ProblemCode.STUCK);
    process.desk().isInTrouble(ProblemCode.DATABASE_AWAY);
    process.desk().isInTrouble(null);
    board.wire().awaits("restored");

    assertThat(board.wire().sent("problem"))
        .extracting(m -> m.get("code").asText())
        .containsExactly("stuck", "database-away");
  }

  @Test
  void manyAreToldInPartsAndWhoComesMeanwhileIsToldOnce() {
    var boards = new ArrayList<School.Seat<BoardLink>>();
    for (var i = 0; i < 500; i++) {
      boards.add(School.board(process, UUID.randomUUID()));
    }
    var quiet = opened();
    var last = School.board(process, UUID.randomUUID());
    last.wire().awaits("code");
    process.desk().isInTrouble(ProblemCode.DEAF);
    process.desk().says(last.link(), new BoardMessages.Ping());
    process
        .desk()
        .says(
            quiet.link(),
            new BoardMessages.Hello(UUID.randomUUID(), School.SECRET, Optional.empty()));
    boards.add(last);
    boards.add(quiet);
    Eventually.holds(
        "all are told",
        () -> boards.stream().noneMatch(board -> board.wire().sent("problem").isEmpty()));

    var types = last.wire().sent().stream().map(m -> m.get("type").asText()).toList();
    assertThat(types).as("others are served between the parts").endsWith("pong", "problem");
    process.desk().isInTrouble(null);
    boards.forEach(board -> board.wire().awaits("restored"));
    assertThat(boards).extracting(board -> board.wire().sent("problem").size()).containsOnly(1);
  }

  @Test
  void whatIsOverBeforeAllAreToldIsNotToldAnyMore() {
    var boards = new ArrayList<School.Seat<BoardLink>>();
    for (var i = 0; i < 501; i++) {
      boards.add(School.board(process, UUID.randomUUID()));
    }
    boards.getLast().wire().awaits("code");
    process.desk().isInTrouble(ProblemCode.DEAF);
    process.desk().isInTrouble(null);
    boards.forEach(board -> board.wire().awaits("restored"));

    assertThat(boards.getFirst().wire().sent("problem")).hasSize(1);
    assertThat(boards.getLast().wire().sent("problem")).isEmpty();
  }

  /** A connection that has said nothing yet. */
  private School.Seat<BoardLink> opened() {
    var wire = new RecordingWire();
    var link = new BoardLink(wire, process.limits(), System.nanoTime(), "192.0.2.1");
    process.desk().opened(link);
    return new School.Seat<>(process, link, wire);
  }
}
