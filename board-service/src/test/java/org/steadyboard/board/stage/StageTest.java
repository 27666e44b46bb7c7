package org.steadyboard.board.stage;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.stage.Change.Clear;
import org.steadyboard.board.stage.Change.SetTool;
import org.steadyboard.board.stage.Change.ShowPage;

class StageTest {

  private static final UUID LESSON = UUID.fromString("01938f00-0000-7000-8000-000000000001");
  private static final UUID PAGE = UUID.fromString("01938f00-0000-7000-8000-000000000002");
  private static final SetTool BLANK = new SetTool("blank", BooleanNode.TRUE);

  @Test
  void showingAPageKeepsTheTools() {
    var stage = Stage.EMPTY.apply(BLANK).apply(new ShowPage(LESSON, PAGE, 2));
    assertThat(StageJson.of(stage))
        .isEqualTo(
            """
            {"lessonId":"%s","pageId":"%s","step":2,"tools":{"blank":true}}"""
                .formatted(LESSON, PAGE));
  }

  @Test
  void aToolSetToNullIsGone() {
    var stage = Stage.EMPTY.apply(BLANK).apply(new SetTool("blank", NullNode.instance));
    assertThat(stage).isEqualTo(Stage.EMPTY);
  }

  @Test
  void clearLeavesNothing() {
    var stage = Stage.EMPTY.apply(BLANK).apply(new ShowPage(LESSON, PAGE, 2)).apply(new Clear());
    assertThat(stage).isEqualTo(Stage.EMPTY);
    assertThat(StageJson.of(stage))
        .isEqualTo("{\"lessonId\":null,\"pageId\":null,\"step\":0,\"tools\":{}}");
  }

  @Test
  void equalStagesAreWrittenEqually() {
    var a = Stage.EMPTY.apply(BLANK).apply(new SetTool("a", TextNode.valueOf("x")));
    var b = Stage.EMPTY.apply(new SetTool("a", TextNode.valueOf("x"))).apply(BLANK);
    assertThat(StageJson.of(a)).isEqualTo(StageJson.of(b));
    assertThat(StageJson.readTools(StageJson.tools(a.tools()))).isEqualTo(a.tools());
  }

  @Test
  void toolsAreBoundedInNumberAndSize() {
    var stage = Stage.EMPTY;
    for (var i = 0; i < Stage.MAX_TOOLS; i++) {
      var next = stage.apply(new SetTool("t" + i, BooleanNode.TRUE));
      assertThat(stage.mayBecome(next)).isTrue();
      stage = next;
    }
    assertThat(stage.mayBecome(stage.apply(new SetTool("more", BooleanNode.TRUE)))).isFalse();
    assertThat(mayBegin("\"%s\"".formatted("x".repeat(Stage.MAX_TOOLS_BYTES - 9)))).isTrue();
    assertThat(mayBegin("\"%s\"".formatted("x".repeat(Stage.MAX_TOOLS_BYTES - 8)))).isFalse();
  }

  /** What is short to say and long to keep. */
  @Test
  void toolsAreMeasuredAsTheyAreStored() {
    var factor = Map.of("1e308", 309, "1e-308", 311, "-1E+300", 302, "0", 1, "[]", 2);
    factor.forEach(
        (value, bytes) -> {
          var most = (Stage.MAX_TOOLS_BYTES - "{\"t\": []}".length() + 2) / (bytes + 2);
          assertThat(mayBegin("[%s]".formatted(String.join(",", nCopies(most, value)))))
              .as("%d × %s", most, value)
              .isTrue();
          assertThat(mayBegin("[%s]".formatted(String.join(",", nCopies(most + 1, value)))))
              .as("%d × %s", most + 1, value)
              .isFalse();
        });
    assertThat(mayBegin("\"%s\"".formatted("é".repeat(Stage.MAX_TOOLS_BYTES / 2)))).isFalse();
  }

  /** Whatever another release let a stage become, it can be changed, and made smaller. */
  @Test
  void aStageThatIsTooLargeCanAlwaysBeChangedAgain() {
    for (var seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var stage = new Stage(LESSON, PAGE, 0, tooLarge(random));
      var turned = stage.apply(new ShowPage(LESSON, UUID.randomUUID(), 1));
      assertThat(stage.mayBecome(turned)).as("seed %d: a page", seed).isTrue();
      assertThat(stage.mayBecome(stage.apply(new Clear()))).as("seed %d: clear", seed).isTrue();
      for (var tool : stage.tools().keySet()) {
        var without = stage.apply(new SetTool(tool, NullNode.instance));
        assertThat(stage.mayBecome(without)).as("seed %d: without %s", seed, tool).isTrue();
        var smaller = stage.apply(new SetTool(tool, BooleanNode.TRUE));
        assertThat(stage.mayBecome(smaller)).as("seed %d: smaller %s", seed, tool).isTrue();
      }
      var larger = stage.apply(new SetTool("more", TextNode.valueOf("x")));
      assertThat(stage.mayBecome(larger)).as("seed %d: larger", seed).isFalse();
    }
  }

  private static Map<String, JsonNode> tooLarge(Random random) {
    var tools = new TreeMap<String, JsonNode>();
    var many = 1 + random.nextInt(60);
    for (var i = 0; i < many; i++) {
      tools.put("t" + i, TextNode.valueOf("é".repeat(3 + random.nextInt(200))));
    }
    tools.put("last", TextNode.valueOf("x".repeat(Stage.MAX_TOOLS_BYTES + random.nextInt(9_000))));
    return tools;
  }

  private static boolean mayBegin(String value) {
    try {
      return Stage.EMPTY.mayBecome(
          Stage.EMPTY.apply(new SetTool("t", new JsonMapper().readTree(value))));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
