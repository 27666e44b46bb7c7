package org.steadyboard.localhosts.status;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A set of local hosts.
 *
 * @param phase {@code starting}, {@code ready} or {@code stopping}; {@code down} when none runs
 */
public record SetStatus(String phase, long pid, String data, List<HostStatus> hosts) {
  public static SetStatus down(String data) {
    return new SetStatus("down", 0, data, List.of());
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
    return json.put("hosts", list);
  }

  public static SetStatus fromJson(JsonObject json) {
    return new SetStatus(
        json.getString("phase"),
        json.getLong("pid", 0L),
        json.getString("data"),
        json.getJsonArray("hosts").stream()
            .map(host -> HostStatus.fromJson((JsonObject) host))
            .toList());
  }
}
