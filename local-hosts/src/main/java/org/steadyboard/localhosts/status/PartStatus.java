package org.steadyboard.localhosts.status;

import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;

/**
 * A part of a host as {@code status} shows it.
 *
 * @param name such as {@code board}
 * @param restarts how often it died by itself and was started again
 */
public record PartStatus(
    String name,
    String state,
    OptionalLong pid,
    OptionalLong memoryBytes,
    String address,
    int restarts) {
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("name", name).put("state", state);
    pid.ifPresent(value -> json.put("pid", value));
    memoryBytes.ifPresent(value -> json.put("memoryBytes", value));
    return json.put("address", address).put("restarts", restarts);
  }

  public static PartStatus fromJson(JsonObject json) {
    return new PartStatus(
        json.getString("name"),
        json.getString("state"),
        number(json, "pid"),
        number(json, "memoryBytes"),
        json.getString("address"),
        json.getInteger("restarts"));
  }

  static OptionalLong number(JsonObject json, String field) {
    Long value = json.getLong(field);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
