package org.steadyboard.board.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a board shows. Immutable.
 *
 * @param lessonId and {@code pageId}: null on an empty stage
 * @param tools in the order of their names, so that equal stages are written equally
 */
public record Stage(UUID lessonId, UUID pageId, int step, Map<String, JsonNode> tools) {

  public static final int MAX_STEP = 999;
  public static final int MAX_TOOLS = 32;

  /** Of all tools together, as they are stored: a stage goes to every listener whole. */
  public static final int MAX_TOOLS_BYTES = 4 * 1024;

  /** Of tools that are read: a host of another release may have taken more than this one does. */
  public static final int MAX_READ_TOOLS_BYTES = 64 * 1024;

  public static final Stage EMPTY = new Stage(null, null, 0, Map.of());

  /** The stage after {@code change}. Showing a page leaves the tools as they are. */
  public Stage apply(Change change) {
    return switch (change) {
      case Change.ShowPage(var lesson, var page, var at) -> new Stage(lesson, page, at, tools);
      case Change.SetTool(var tool, var value) ->
          new Stage(lessonId, pageId, step, with(tool, value));
      case Change.Clear() -> EMPTY;
    };
  }

  /**
   * Whether it may become {@code next}: that keeps to the limits, or is no larger. So a stage that
   * is too large for this host can still be changed, and made smaller.
   */
  public boolean mayBecome(Stage next) {
    return next.tools == tools
        || next.keepsLimits()
        || next.tools.size() <= tools.size()
            && next.toolsBytes(MAX_READ_TOOLS_BYTES) <= toolsBytes(MAX_READ_TOOLS_BYTES);
  }

  private boolean keepsLimits() {
    return tools.size() <= MAX_TOOLS && toolsBytes(MAX_TOOLS_BYTES) <= MAX_TOOLS_BYTES;
  }

  private int toolsBytes(int most) {
    return StoredSize.of(tools, most);
  }

  private Map<String, JsonNode> with(String tool, JsonNode value) {
    var changed = new TreeMap<>(tools);
    if (value.isNull()) {
      changed.remove(tool);
    } else {
      changed.put(tool, StageJson.inFull(value));
    }
    return changed.isEmpty() ? Map.of() : Collections.unmodifiableMap(changed);
  }
}
