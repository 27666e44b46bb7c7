package org.steadyboard.localhosts.mesh;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A host's replication as {@code status} shows it.
 *
 * @param problem why it is not known; empty when it is
 * @param media how much of the files it holds; empty when that is not known, or for a host alone
 */
public record Replication(
    List<PeerReport> peers, Optional<String> problem, Optional<MediaShare> media) {
  public static final Replication NONE =
      new Replication(List.of(), Optional.empty(), Optional.empty());

  static Replication unknown(String why) {
    return new Replication(List.of(), Optional.of(why), Optional.empty());
  }

  public JsonObject toJson() {
    var list = new JsonArray();
    peers.forEach(peer -> list.add(peer.toJson()));
    var json = new JsonObject().put("peers", list);
    problem.ifPresent(why -> json.put("problem", why));
    media.ifPresent(share -> json.put("media", share.toJson()));
    return json;
  }

  public static Replication fromJson(JsonObject json) {
    return new Replication(
        json.getJsonArray("peers").stream()
            .map(peer -> PeerReport.fromJson((JsonObject) peer))
            .toList(),
        Optional.ofNullable(json.getString("problem")),
        Optional.ofNullable(json.getJsonObject("media")).map(MediaShare::fromJson));
  }
}
