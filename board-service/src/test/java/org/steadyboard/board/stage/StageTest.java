package org.steadyboard.board.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
      stage = stage.apply(new SetTool("t" + i, BooleanNode.TRUE));
    }
    assertThat(stage.keepsLimits()).isTrue();
    assertThat(stage.apply(new SetTool("more", BooleanNode.TRUE)).keepsLimits()).isFalse();
    var large = TextNode.valueOf("x".repeat(Stage.MAX_TOOLS_CHARS));
    assertThat(Stage.EMPTY.apply(new SetTool("t", large)).keepsLimits()).isFalse();
  }
}
