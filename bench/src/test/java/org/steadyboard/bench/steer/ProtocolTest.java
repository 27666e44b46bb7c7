package org.steadyboard.bench.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Against the samples that the service and the web pages are tested with. */
class ProtocolTest {

  private static final Path SAMPLES =
      Path.of("../board-service/src/test/resources/protocol-samples.json");

  @Test
  void everyMessageOfTheHostIsRead() throws Exception {
    var samples = new JsonObject(Files.readString(SAMPLES));
    for (var direction : new String[] {"serverToBoard", "serverToTeacher"}) {
      for (var sample : samples.getJsonArray(direction)) {
        var json = (JsonObject) sample;
        var message = Incoming.parse(json.encode());

        assertThat(message.type()).isEqualTo(json.getString("type"));
        if (json.containsKey("revision")) {
          assertThat(message.revision()).isEqualTo(Revision.parse(json.getString("revision")));
        }
        if (json.containsKey("stage")) {
          var page = json.getJsonObject("stage").getString("pageId");
          assertThat(message.pageId()).isEqualTo(page == null ? null : UUID.fromString(page));
          assertThat(message.step()).isEqualTo(json.getJsonObject("stage").getInteger("step"));
        }
      }
    }
  }

  @Test
  void aChangeLooksLikeTheSample() throws Exception {
    var samples = new JsonObject(Files.readString(SAMPLES));
    var sample =
        samples.getJsonArray("teacherToServer").stream()
            .map(JsonObject.class::cast)
            .filter(json -> json.getString("type").equals("change"))
            .findFirst()
            .orElseThrow();
    var board = UUID.fromString(sample.getString("boardId"));
    var click = new Click(7, 1234, 0, true);

    var said = new JsonObject(Outgoing.change(board, board, click));

    assertThat(said.fieldNames()).isEqualTo(sample.fieldNames());
    assertThat(said.getJsonObject("change").fieldNames())
        .isEqualTo(sample.getJsonObject("change").fieldNames());
    assertThat(said.getJsonObject("change").getInteger("step")).isEqualTo(234);
  }

  @Test
  void aCommandNamesItsClick() {
    var first = new Click(7, 1, 0, true).commandId();
    var other = new Click(70, 1, 0, true).commandId();

    assertThat(Click.numberOf(first)).isEqualTo(1);
    assertThat(first).isNotEqualTo(other);
    assertThat(first.variant()).isEqualTo(2);
    assertThat(first.version()).isEqualTo(7);
  }
}
