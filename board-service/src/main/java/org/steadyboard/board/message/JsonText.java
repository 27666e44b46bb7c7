package org.steadyboard.board.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Writes one message, field by field, without a tree: messages are written by the thousand. */
final class JsonText {

  private final StringBuilder text = new StringBuilder(192);

  private JsonText() {}

  static JsonText message(String type) {
    var json = new JsonText();
    json.text.append("{\"type\":\"").append(type).append('"');
    return json;
  }

  static JsonText object() {
    var json = new JsonText();
    json.text.append('{');
    return json;
  }

  JsonText text(String name, String value) {
    if (value == null) {
      return raw(name, "null");
    }
    name(name).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    text.append('"');
    return this;
  }

  /** Leaves the field out when there is no value. */
  JsonText optionalText(String name, String value) {
    return value == null ? this : text(name, value);
  }

  JsonText id(String name, UUID value) {
    name(name).append('"').append(value).append('"');
    return this;
  }

  /** To the millisecond, in UTC. */
  JsonText time(String name, Instant value) {
    return value == null
        ? raw(name, "null")
        : text(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** A value that is JSON already. */
  JsonText raw(String name, String json) {
    name(name).append(json);
    return this;
  }

  JsonText flag(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  JsonText number(String name, double value) {
    name(name).append(value);
    return this;
  }

  String end() {
    return text.append('}').toString();
  }

  private StringBuilder name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    return text.append('"').append(name).append("\":");
  }
}
