package org.steadyboard.localhosts.mesh;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A host's replication as {@code status} shows it.
 *
 * @param problem why it is not known; empty when it is
 */
public record Replication(List<PeerReport> peers, Optional<String> problem) {
  public static final Replication NONE = new Replication(List.of(), Optional.empty());

  static Replication unknown(String why) {
    return new Replication(List.of(), Optional.of(why));
  }

  public JsonObject toJson() {
    var list = new io.vertx.core.json.JsonArray();
    peers.forEach(peer -> list.add(peer.toJson()));
    var json = new JsonObject().put("peers", list);
    problem.ifPresent(why -> json.put("problem", why));
    return json;
  }

  public static Replication fromJson(JsonObject json) {
    return new Replication(
        json.getJsonArray("peers").stream()
            .map(peer -> PeerReport.fromJson((JsonObject) peer))
            .toList(),
        Optional.ofNullable(json.getString("problem")));
  }
}
