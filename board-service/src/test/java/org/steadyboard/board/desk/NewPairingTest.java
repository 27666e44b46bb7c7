package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.link.Wire;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.message.TeacherMessages.Hello;
import org.steadyboard.board.message.TeacherMessages.Pair;
import org.steadyboard.board.stage.Change.ShowPage;
import org.steadyboard.database.HostDatabase;

/** Who may steer is known as soon as the teacher was told so. */
class NewPairingTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process process = new Process(host.url(), Clock.systemUTC(), School.USUAL);

  @AfterAll
  static void stop() {
    process.close();
  }

  /** A browser that acts while it still reads. */
  private record Eager(RecordingWire wire, Consumer<String> then) implements Wire {
    @Override
    public void send(String message) {
      wire.send(message);
      then.accept(message);
    }

    @Override
    public boolean isIdle() {
      return true;
    }

    @Override
    public void close(int code, String reason) {
      wire.close(code, reason);
    }
  }

  @Test
  void aChangeRightAfterPairedIsDone() {
    var boardId = UUID.randomUUID();
    var page = UUID.randomUUID();
    var command = UUID.randomUUID();
    var board = School.board(process, boardId);
    var code = board.wire().awaits("code").get("code").asText();
    var wire = new RecordingWire();
    var link = new TeacherLink[1];
    var eager =
        new Eager(
            wire,
            message -> {
              if (message.startsWith("{\"type\":\"paired\"")) {
                process
                    .desk()
                    .says(
                        link[0], new ChangeStage(command, boardId, new ShowPage(boardId, page, 0)));
              }
            });
    link[0] =
        new TeacherLink(
            eager,
            process.limits(),
            System.nanoTime(),
            School.account(host.service()),
            "192.0.2.1");
    process.desk().opened(link[0]);
    process.desk().says(link[0], new Hello(UUID.randomUUID()));
    wire.awaits("boards");
    process.desk().says(link[0], new Pair(UUID.randomUUID(), code, Optional.empty()));

    School.awaitsDone(wire, command);
    School.awaitsPage(board.wire(), page);
    assertThat(wire.sent("refused")).isEmpty();
  }

  @Test
  void aChangeOfAnothersBoardIsRefusedAtOnce() throws SQLException {
    var boardId = UUID.randomUUID();
    School.pair(
        School.teacher(process, School.account(host.service())), School.board(process, boardId));
    var stranger = School.teacher(process, School.account(host.service()));
    try (var other = host.service().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table board.pairing in access exclusive mode");
      var command = School.show(stranger, boardId, UUID.randomUUID());
      var refused = stranger.wire().awaits("refused");
      assertThat(refused.get("commandId").asText()).isEqualTo(command.toString());
      assertThat(refused.get("code").asText()).isEqualTo("not-paired");
      other.rollback();
    }
  }
}
