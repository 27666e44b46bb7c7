package org.steadyboard.localhosts.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.steadyboard.localhosts.link.Pair;
import org.steadyboard.localhosts.link.Way;
import org.steadyboard.localhosts.mesh.Equality;

/**
 * A set of local hosts.
 *
 * @param phase {@code starting}, {@code ready} or {@code stopping}; {@code down} when none runs
 * @param cuts links that are cut both ways now
 * @param oneWayCuts ways that are cut now while the way back is whole
 * @param equality whether the hosts hold the same rows, pair by pair; empty for a host alone
 */
public record SetStatus(
    String phase,
    long pid,
    String data,
    List<HostStatus> hosts,
    List<Pair> cuts,
    List<Way> oneWayCuts,
    List<Equality> equality) {
  public static SetStatus down(String data) {
    return new SetStatus("down", 0, data, List.of(), List.of(), List.of(), List.of());
  }

  public boolean running() {
    return !"down".equals(phase);
  }

  public JsonObject toJson() {
    JsonArray list = new JsonArray();
    hosts.forEach(host -> list.add(host.toJson()));
    JsonObject json =
        new JsonObject().put("running", running()).put("phase", phase).put("data", data);
    if (running()) {
      json.put("pid", pid);
    }
    json.put("hosts", list);
    var cutLinks = new JsonArray();
    cuts.forEach(pair -> cutLinks.add(new JsonArray().add(pair.one()).add(pair.other())));
    var oneWay = new JsonArray();
    oneWayCuts.forEach(way -> oneWay.add(new JsonArray().add(way.from()).add(way.to())));
    var pairs = new JsonArray();
    equality.forEach(pair -> pairs.add(pair.toJson()));
    return json.put("cuts", cutLinks).put("oneWayCuts", oneWay).put("equality", pairs);
  }

  public static SetStatus fromJson(JsonObject json) {
    return new SetStatus(
        json.getString("phase"),
        json.getLong("pid", 0L),
        json.getString("data"),
        json.getJsonArray("hosts").stream()
            .map(host -> HostStatus.fromJson((JsonObject) host))
            .toList(),
        json.getJsonArray("cuts").stream()
            .map(pair -> (JsonArray) pair)
            .map(pair -> Pair.of(pair.getString(0), pair.getString(1)))
            .toList(),
        json.getJsonArray("oneWayCuts").stream()
            .map(way -> (JsonArray) way)
            .map(way -> new Way(way.getString(0), way.getString(1)))
            .toList(),
        json.getJsonArray("equality").stream()
            .map(pair -> Equality.fromJson((JsonObject) pair))
            .toList());
  }
}
