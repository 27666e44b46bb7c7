package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.CuttableLink;
import org.steadyboard.testkit.Eventually;

class DatabaseAwayTest {

  @Test
  void changesAreRefusedWhileItIsAwayAndHoldAgainSoonAfter() {
    try (var host = new HostDatabase()) {
      var port = host.postgres().port();
      try (var link = new CuttableLink(port);
          var process =
              new Process(
                  host.url().replace(":" + port + "/", ":" + link.port() + "/"),
                  Clock.systemUTC(),
                  School.USUAL)) {
        var boardId = UUID.randomUUID();
        var board = School.board(process, boardId);
        var teacher = School.teacher(process, School.account(host.service()));
        School.pair(teacher, board);
        var before = UUID.randomUUID();
        School.awaitsDone(teacher.wire(), School.show(teacher, boardId, before));

        link.cut();
        var page = UUID.randomUUID();
        var command = School.show(teacher, boardId, page);
        var refused = teacher.wire().awaits("refused");
        assertThat(refused.get("commandId").asText()).isEqualTo(command.toString());
        assertThat(refused.get("code").asText()).isEqualTo("database-away");
        var late = School.board(process, UUID.randomUUID());
        var pairing = School.pair(teacher, "012345");
        teacher
            .wire()
            .awaits(
                "refused",
                m ->
                    m.path("requestId").asText().equals(pairing.toString())
                        && m.get("code").asText().equals("database-away"));
        assertThat(late.wire().awaits("problem").get("code").asText()).isEqualTo("database-away");
        assertThat(teacher.wire().closed()).isNull();
        assertThat(board.wire().closed()).isNull();

        link.heal();
        var healed = System.nanoTime();
        Eventually.holds(
            "the same command is done",
            () -> {
              School.show(teacher, command, boardId, page);
              return teacher.wire().sent("done").stream()
                  .anyMatch(m -> m.get("commandId").asText().equals(command.toString()));
            });
        School.awaitsPage(board.wire(), page);
        late.wire().awaits("code");
        assertThat(late.wire().sent("problem")).as("told once").hasSize(1);
        Eventually.holds("it listens again", process::isListening);
        assertThat(Duration.ofNanos(System.nanoTime() - healed)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }
}
