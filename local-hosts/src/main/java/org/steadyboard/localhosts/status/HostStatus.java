package org.steadyboard.localhosts.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;

/**
 * A host as {@code status} shows it.
 *
 * @param databaseBytes size of its database; absent while that does not answer
 */
public record HostStatus(
    String id, String url, List<PartStatus> parts, OptionalLong databaseBytes) {
  public JsonObject toJson() {
    JsonArray list = new JsonArray();
    parts.forEach(part -> list.add(part.toJson()));
    JsonObject json = new JsonObject().put("id", id).put("url", url).put("parts", list);
    databaseBytes.ifPresent(bytes -> json.put("databaseBytes", bytes));
    return json;
  }

  static HostStatus fromJson(JsonObject json) {
    return new HostStatus(
        json.getString("id"),
        json.getString("url"),
        json.getJsonArray("parts").stream()
            .map(part -> PartStatus.fromJson((JsonObject) part))
            .toList(),
        PartStatus.number(json, "databaseBytes"));
  }
}
