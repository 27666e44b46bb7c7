package org.steadyboard.localhosts.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import org.steadyboard.localhosts.mesh.Replication;

/**
 * A host as {@code status} shows it.
 *
 * @param databaseBytes size of its database; absent while that does not answer
 * @param replication towards its peers
 */
public record HostStatus(
    String id,
    String url,
    List<PartStatus> parts,
    OptionalLong databaseBytes,
    Replication replication) {

  /** Of all parts together; absent when no part's is known. */
  public OptionalLong memoryBytes() {
    return parts.stream().flatMapToLong(part -> part.memoryBytes().stream()).reduce(Long::sum);
  }

  public JsonObject toJson() {
    JsonArray list = new JsonArray();
    parts.forEach(part -> list.add(part.toJson()));
    JsonObject json = new JsonObject().put("id", id).put("url", url).put("parts", list);
    databaseBytes.ifPresent(bytes -> json.put("databaseBytes", bytes));
    memoryBytes().ifPresent(bytes -> json.put("memoryBytes", bytes));
    return json.put("replication", replication.toJson());
  }

  static HostStatus fromJson(JsonObject json) {
    return new HostStatus(
        json.getString("id"),
        json.getString("url"),
        json.getJsonArray("parts").stream()
            .map(part -> PartStatus.fromJson((JsonObject) part))
            .toList(),
        PartStatus.number(json, "databaseBytes"),
        Replication.fromJson(json.getJsonObject("replication")));
  }
}
