package org.steadyboard.board.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A stage as text. Written by hand: it is the hottest thing that is written. */
public final class StageJson {

  private static final JsonMapper JSON = new JsonMapper();

  private StageJson() {}

  public static String of(Stage stage) {
    var text = new StringBuilder(160).append("{\"lessonId\":");
    id(text, stage.lessonId()).append(",\"pageId\":");
    id(text, stage.pageId()).append(",\"step\":").append(stage.step());
    return text.append(",\"tools\":").append(tools(stage.tools())).append('}').toString();
  }

  public static String tools(Map<String, JsonNode> tools) {
    if (tools.isEmpty()) {
      return "{}";
    }
    try {
      return JSON.writeValueAsString(tools);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The inverse of {@link #tools}, for what the database gives back. */
  public static Map<String, JsonNode> readTools(String json) {
    if (json.equals("{}")) {
      return Map.of();
    }
    try {
      var tools = new TreeMap<String, JsonNode>();
      JSON.readTree(json).properties().forEach(e -> tools.put(e.getKey(), e.getValue()));
      return Collections.unmodifiableMap(tools);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not tools: " + json, e);
    }
  }

  private static StringBuilder id(StringBuilder text, UUID id) {
    return id == null ? text.append("null") : text.append('"').append(id).append('"');
  }
}
