package org.steadyboard.board.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.board.message.TeacherMessages.BoardLine;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.host.error.ProblemCode;

/** protocol-samples.json is what the browsers' tests read too. */
class SamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonNode samples(String direction) throws IOException {
    try (var file = SamplesTest.class.getResourceAsStream("/protocol-samples.json")) {
      return JSON.readTree(file).get(direction);
    }
  }

  static Stream<JsonNode> fromBoards() throws IOException {
    return samples("boardToServer").valueStream();
  }

  static Stream<JsonNode> fromTeachers() throws IOException {
    return samples("teacherToServer").valueStream();
  }

  @ParameterizedTest
  @MethodSource("fromBoards")
  void boardsMayBeUnderstoodInNoOtherWay(JsonNode sample) throws BadMessage {
    assertThat(MessageReader.fromBoard(sample.toString())).isNotNull();
    for (var other : spoiled(sample, optionalOf(sample))) {
      assertThatThrownBy(() -> MessageReader.fromBoard(other.toString()))
          .as(other.toString())
          .isInstanceOf(BadMessage.class);
    }
  }

  @ParameterizedTest
  @MethodSource("fromTeachers")
  void teachersMayBeUnderstoodInNoOtherWay(JsonNode sample) throws BadMessage {
    assertThat(MessageReader.fromTeacher(sample.toString())).isNotNull();
    for (var other : spoiled(sample, List.of("name"))) {
      assertThatThrownBy(() -> MessageReader.fromTeacher(other.toString()))
          .as(other.toString())
          .isInstanceOf(BadMessage.class);
    }
  }

  private static List<String> optionalOf(JsonNode sample) {
    return sample.get("type").asText().equals("hello") ? List.of("revision") : List.of();
  }

  /** Each with one field missing, of the wrong type, or too many. */
  private static List<JsonNode> spoiled(JsonNode sample, List<String> optional) {
    var all = new ArrayList<JsonNode>();
    all.add(((ObjectNode) sample.deepCopy()).put("surplus", 1));
    sample
        .fieldNames()
        .forEachRemaining(
            name -> {
              var less = ((ObjectNode) sample.deepCopy());
              less.remove(name);
              if (!optional.contains(name)) {
                all.add(less);
              }
              ObjectNode wrong = sample.deepCopy();
              wrong.putArray(name).add(1);
              all.add(wrong);
              ObjectNode none = sample.deepCopy();
              none.putNull(name);
              all.add(none);
            });
    return all;
  }

  @Test
  void boardsHearWhatTheSamplesSay() throws IOException {
    var empty = Stage.EMPTY;
    var revision = new Revision(1_790_000_000_000_000L, "a");
    says(
        "serverToBoard",
        BoardMessages.code("104827", Instant.parse("2026-11-24T08:40:00Z")),
        BoardMessages.paired("teacher@example.org"),
        BoardMessages.stage(revision, StageJson.of(empty)),
        BoardMessages.stage(
            new Revision(1_790_000_000_000_001L, "a"), StageJson.of(page(2, "{\"blank\":true}"))),
        BoardMessages.lesson(UUID.fromString("01938f00-0000-7000-8000-000000000001")),
        BoardMessages.pointer(0.25, 0.75, true),
        BoardMessages.unpaired(),
        BothMessages.moveTo("b"),
        BothMessages.moveTo(null),
        BothMessages.PONG,
        BothMessages.problem(ProblemCode.WRONG_SECRET),
        BothMessages.problem(ProblemCode.STUCK),
        BothMessages.RESTORED);
  }

  @Test
  void teachersHearWhatTheSamplesSay() throws IOException {
    var board = UUID.fromString("0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5f");
    var other = UUID.fromString("0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e60");
    var request = UUID.fromString("01938f00-0000-7000-8000-0000000000d1");
    var command = UUID.fromString("01938f00-0000-7000-8000-0000000000e1");
    var revision = new Revision(1_790_000_000_000_001L, "a");
    says(
        "serverToTeacher",
        TeacherMessages.boards(List.of()),
        TeacherMessages.boards(
            List.of(
                new BoardLine(
                    board,
                    "Room 12",
                    "a",
                    StageJson.of(Stage.EMPTY),
                    new Revision(1_790_000_000_000_000L, "a"),
                    Instant.parse("2026-11-24T08:30:00Z"),
                    null),
                new BoardLine(
                    other,
                    "Board 2",
                    null,
                    StageJson.of(page(1, "{\"blank\":true}")),
                    new Revision(1_790_000_000_000_009L, "b"),
                    null,
                    null),
                new BoardLine(
                    UUID.fromString("0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e61"),
                    "Board 3",
                    "b",
                    StageJson.of(Stage.EMPTY),
                    new Revision(1_790_000_000_000_002L, "b"),
                    Instant.parse("2026-11-24T08:30:00Z"),
                    null),
                new BoardLine(
                    UUID.fromString("0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e62"),
                    "Board 4",
                    "a",
                    StageJson.of(Stage.EMPTY),
                    new Revision(1_790_000_000_000_003L, "a"),
                    Instant.parse("2026-11-24T08:30:00Z"),
                    new Revision(1_790_000_000_000_003L, "a")))),
        TeacherMessages.paired(request, board),
        TeacherMessages.requestRefused(request, ProblemCode.UNKNOWN_CODE),
        TeacherMessages.commandRefused(command, ProblemCode.NOT_PAIRED),
        TeacherMessages.done(command, revision),
        TeacherMessages.stage(board, revision, StageJson.of(page(0, "{}"))),
        TeacherMessages.boardStatus(board, null, Instant.parse("2026-11-24T08:31:00Z")),
        TeacherMessages.boardStatus(board, "a", Instant.parse("2026-11-24T08:32:00Z")),
        TeacherMessages.shown(board, revision),
        BothMessages.moveTo("b"),
        BothMessages.moveTo(null),
        BothMessages.PONG,
        BothMessages.problem(ProblemCode.UNKNOWN_MESSAGE),
        BothMessages.problem(ProblemCode.DEAF),
        BothMessages.RESTORED);
  }

  private static Stage page(int step, String tools) {
    return new Stage(
        UUID.fromString("01938f00-0000-7000-8000-000000000001"),
        UUID.fromString("01938f00-0000-7000-8000-000000000002"),
        step,
        StageJson.readTools(tools));
  }

  private static void says(String direction, String... messages) throws IOException {
    var said = new ArrayList<JsonNode>();
    for (var message : messages) {
      said.add(JSON.readTree(message));
    }
    assertThat(said).containsExactlyElementsOf(samples(direction).valueStream().toList());
  }

  @Test
  void namesAreWrittenSafely() throws IOException {
    var name = "\"} \\ \u2028 \n é 😀";
    assertThat(JSON.readTree(BoardMessages.paired(name)).get("teacherName").asText())
        .isEqualTo(name);
  }
}
