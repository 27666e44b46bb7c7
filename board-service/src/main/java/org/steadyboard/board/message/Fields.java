package org.steadyboard.board.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.StorableText;

/**
 * Reads the fields of one object strictly: each of its type, and at the end none that was not asked
 * for.
 */
final class Fields {

  private final JsonNode object;
  private int taken;

  private Fields(JsonNode object) {
    this.object = object;
  }

  static Fields of(JsonNode node, String name) throws BadMessage {
    if (node == null || !node.isObject()) {
      throw invalid(name + " must be an object");
    }
    return new Fields(node);
  }

  static BadMessage invalid(String detail) {
    return BadMessage.staying(ProblemCode.INVALID_MESSAGE, detail);
  }

  UUID id(String name) throws BadMessage {
    var node = present(name);
    var id = node.isTextual() ? parse(node.textValue()) : null;
    if (id == null) {
      throw invalid(name + " must be a UUID in lower case");
    }
    return id;
  }

  /** The id if it is one, without asking for it: to name it in a refusal. */
  Optional<UUID> idIfAny(String name) {
    var node = object.get(name);
    return node != null && node.isTextual()
        ? Optional.ofNullable(parse(node.textValue()))
        : Optional.empty();
  }

  String text(String name, int maxChars) throws BadMessage {
    var node = present(name);
    if (!node.isTextual() || node.textValue().length() > maxChars) {
      throw invalid(name + " must be a text of at most " + maxChars + " characters");
    }
    return storable(node.textValue());
  }

  Optional<String> optionalText(String name, int maxChars) throws BadMessage {
    return object.has(name) ? Optional.of(text(name, maxChars)) : Optional.empty();
  }

  int integer(String name, int least, int most) throws BadMessage {
    var node = present(name);
    if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
      throw invalid(name + " must be a whole number from " + least + " to " + most);
    }
    return node.intValue();
  }

  /** A number from 0 to 1. */
  double share(String name) throws BadMessage {
    var node = present(name);
    if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
      throw invalid(name + " must be a number from 0 to 1");
    }
    return node.doubleValue();
  }

  boolean flag(String name) throws BadMessage {
    var node = present(name);
    if (!node.isBoolean()) {
      throw invalid(name + " must be true or false");
    }
    return node.booleanValue();
  }

  Fields object(String name) throws BadMessage {
    return of(present(name), name);
  }

  /** Any JSON value that the database can keep. */
  JsonNode value(String name) throws BadMessage {
    var node = present(name);
    checkStorable(node);
    return node.isNull() ? NullNode.instance : node;
  }

  void nothingElse() throws BadMessage {
    if (object.size() != taken) {
      throw invalid("There is a field that is not known here");
    }
  }

  private JsonNode present(String name) throws BadMessage {
    var node = object.get(name);
    if (node == null) {
      throw invalid(name + " is missing");
    }
    taken++;
    return node;
  }

  private static void checkStorable(JsonNode node) throws BadMessage {
    if (node.isTextual()) {
      storable(node.textValue());
    } else if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      throw invalid("A number is too large");
    }
    for (var field : node.properties()) {
      storable(field.getKey());
    }
    for (var child : node) {
      checkStorable(child);
    }
  }

  private static String storable(String text) throws BadMessage {
    if (!StorableText.isStorable(text)) {
      throw BadMessage.staying(
          ProblemCode.INVALID_TEXT, "A text has NUL or half a surrogate pair in it");
    }
    return text;
  }

  private static UUID parse(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      var id = UUID.fromString(text);
      // What Java reads is more than what is a UUID in lower case: "1-1-1-1-1" would be one.
      return id.toString().equals(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
