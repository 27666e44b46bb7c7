package org.steadyboard.bench.fuzz;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/** Bodies and messages: what a schema or a sample asks for, and what comes of it when mutated. */
final class Bodies {

  /** The longest body, in bytes. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int MOST_LEVELS = 6;
  private static final String REFERENCE = "#/components/schemas/";

  private final Pieces pieces;

  Bodies(Pieces pieces) {
    this.pieces = pieces;
  }

  /** What the schema asks for, as far as it says; names tell the rest. */
  Object example(String name, JsonObject schema, JsonObject schemas) {
    return example(name, schema, schemas, 0);
  }

  private Object example(String name, JsonObject schema, JsonObject schemas, int level) {
    if (schema == null || level > MOST_LEVELS) {
      return pieces.value();
    }
    var reference = schema.getString("$ref", "");
    if (reference.startsWith(REFERENCE)) {
      var target = schemas.getJsonObject(reference.substring(REFERENCE.length()));
      return example(name, target, schemas, level + 1);
    }
    for (var choice : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.containsKey(choice) && !schema.getJsonArray(choice).isEmpty()) {
        var some = schema.getJsonArray(choice);
        return example(name, some.getJsonObject(pieces.upTo(some.size())), schemas, level + 1);
      }
    }
    if (schema.containsKey("enum")) {
      var values = schema.getJsonArray("enum");
      return values.getValue(pieces.upTo(values.size()));
    }
    return ofType(name, schema, schemas, level);
  }

  private Object ofType(String name, JsonObject schema, JsonObject schemas, int level) {
    return switch (type(schema)) {
      case "object" -> {
        var object = new JsonObject();
        for (var property : schema.getJsonObject("properties", new JsonObject())) {
          object.put(
              property.getKey(),
              example(property.getKey(), (JsonObject) property.getValue(), schemas, level + 1));
        }
        yield object;
      }
      case "array" -> {
        var array = new JsonArray();
        for (var i = pieces.upTo(4); i > 0; i--) {
          array.add(example(name, schema.getJsonObject("items"), schemas, level + 1));
        }
        yield array;
      }
      case "boolean" -> pieces.chance(50);
      case "integer", "number" -> pieces.upTo(5);
      default -> text(name);
    };
  }

  private static String type(JsonObject schema) {
    var type = schema.getValue("type");
    if (type instanceof JsonArray several) {
      type = several.isEmpty() ? "" : several.getValue(0);
    }
    return type != null ? type.toString() : schema.containsKey("properties") ? "object" : "string";
  }

  private String text(String name) {
    if (name.endsWith("Id") || name.equals("id") || name.equals("after")) {
      return pieces.id();
    }
    return switch (name) {
      case "email" -> "someone" + pieces.upTo(50) + "@example.org";
      case "language" -> "nl";
      case "kind" -> pieces.one(List.of("course", "theme", "lesson"));
      case "role" -> "teacher";
      case "password" -> "a-long-password-" + pieces.upTo(9);
      default -> pieces.chance(50) ? "some " + name : pieces.text();
    };
  }

  /** A copy with none to three of its values changed, taken away or added. */
  Object mutated(Object value) {
    var copy = value;
    if (value instanceof JsonObject object) {
      copy = object.copy();
    } else if (value instanceof JsonArray array) {
      copy = array.copy();
    }
    for (var times = pieces.upTo(4); times > 0; times--) {
      copy = once(copy);
    }
    return copy;
  }

  private Object once(Object value) {
    if (value instanceof JsonObject object && !object.isEmpty() && pieces.chance(95)) {
      var key = pieces.one(List.copyOf(object.fieldNames()));
      switch (pieces.upTo(6)) {
        case 0 -> object.remove(key);
        case 1 -> object.put(pieces.text(), pieces.value());
        case 2 -> object.put(key, once(object.getValue(key)));
        default -> object.put(key, pieces.value());
      }
      return object;
    }
    if (value instanceof JsonArray array && !array.isEmpty() && pieces.chance(90)) {
      array.set(pieces.upTo(array.size()), pieces.value());
      return array;
    }
    return pieces.value();
  }

  /** The JSON of a value, sometimes broken, doubled, deep, or no UTF-8; never too long. */
  byte[] bytes(Object value) {
    var text = Json.encode(value);
    var bytes =
        switch (pieces.upTo(20)) {
          case 0 ->
              text.substring(0, pieces.upTo(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
          case 1 -> (text + text).getBytes(StandardCharsets.UTF_8);
          case 2 ->
              text.replaceFirst("\\{", "{\"a\":" + deepText() + ",")
                  .getBytes(StandardCharsets.UTF_8);
          case 3 -> text.getBytes(StandardCharsets.UTF_16);
          case 4 -> flipped(text.getBytes(StandardCharsets.UTF_8));
          case 5 -> pieces.bytes(pieces.upTo(2_000));
          default -> text.getBytes(StandardCharsets.UTF_8);
        };
    return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
  }

  private String deepText() {
    return Matcher.quoteReplacement(pieces.deep());
  }

  private byte[] flipped(byte[] bytes) {
    for (var i = 0; bytes.length > 0 && i < 3; i++) {
      bytes[pieces.upTo(bytes.length)] ^= (byte) (1 << pieces.upTo(8));
    }
    return bytes;
  }
}
