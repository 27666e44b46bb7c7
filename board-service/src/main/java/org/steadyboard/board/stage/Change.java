package org.steadyboard.board.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What a teacher can do to a stage. */
public sealed interface Change {

  record ShowPage(UUID lessonId, UUID pageId, int step) implements Change {}

  /** A JSON null takes the tool away. */
  record SetTool(String tool, JsonNode value) implements Change {}

  record Clear() implements Change {}
}
