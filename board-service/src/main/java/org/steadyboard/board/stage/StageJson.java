package org.steadyboard.board.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.steadyboard.host.json.ForgottenNames;

/** A stage as text. Written by hand: it is the hottest thing that is written. */
public final class StageJson {

  private static final JsonMapper JSON =
      JsonMapper.builder(ForgottenNames.factory().build())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

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
      var read = JSON.readTree(json);
      if (!read.isObject()) {
        throw new IllegalArgumentException("tools are an object");
      }
      var tools = new TreeMap<String, JsonNode>();
      read.properties().forEach(e -> tools.put(e.getKey(), inFull(e.getValue())));
      return Collections.unmodifiableMap(tools);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not tools", e);
    }
  }

  /**
   * The same value with its numbers as the database keeps them, which is without exponents: {@code
   * 1e308} has 309 digits there.
   */
  static JsonNode inFull(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        var copy = object.objectNode();
        object.properties().forEach(e -> copy.set(e.getKey(), inFull(e.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = array.arrayNode(array.size());
        array.forEach(element -> copy.add(inFull(element)));
        yield copy;
      }
      case JsonNode number when number.isDouble() ->
          DecimalNode.valueOf(BigDecimal.valueOf(number.doubleValue()));
      default -> value;
    };
  }

  private static StringBuilder id(StringBuilder text, UUID id) {
    return id == null ? text.append("null") : text.append('"').append(id).append('"');
  }
}
