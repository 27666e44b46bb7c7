package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Board;
import org.steadyboard.board.client.Eventually;
import org.steadyboard.board.client.Teacher;
import org.steadyboard.host.HostTestResource;
import org.steadyboard.host.changes.RowChanges;

@QuarkusTest
@QuarkusTestResource(HostTestResource.class)
class SteeringTest {

  @Inject DataSource database;
  @Inject RowChanges changes;
  @TestHTTPResource URI service;

  @BeforeEach
  void isUp() {
    Eventually.holds("the service hears of changes", changes::isListening);
  }

  @Test
  void aTeacherPairsAndSteers() {
    try (var board = new Board(service.getPort());
        var teacher = Teacher.signedIn(service.getPort(), database)) {
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
}
