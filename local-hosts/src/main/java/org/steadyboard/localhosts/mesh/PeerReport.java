package org.steadyboard.localhosts.mesh;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.steadyboard.database.mesh.stream.PeerStatus;

/**
 * How replication stands between a host and one peer, as {@code status} shows it.
 *
 * @param receiving whether what the peer writes is being received now
 * @param waitingBytes log that the peer has not confirmed yet; empty without a slot
 * @param slot as Postgres says it ({@code reserved} … {@code lost}); empty without one
 * @param applyErrors rows of the peer that could not be applied, since the statistics began
 * @param conflicts rows that both hosts had written; the newer one won
 * @param clockSkewMillis how far the peer's clock is ahead; empty when it cannot be asked
 */
public record PeerReport(
    String id,
    boolean receiving,
    Optional<Long> waitingBytes,
    Optional<String> slot,
    long applyErrors,
    long conflicts,
    Optional<Double> clockSkewMillis,
    boolean clockSkewAlarm) {

  static PeerReport of(PeerStatus status) {
    return new PeerReport(
        status.peer(),
        status.receiving(),
        status.waitingBytes(),
        status.slot(),
        status.applyErrors(),
        status.conflicts(),
        status.skew().map(skew -> Math.round(skew.ahead().toNanos() / 1e4) / 100.0),
        status.skew().isPresent() && status.skew().get().isAlarming());
  }

  public JsonObject toJson() {
    var json = new JsonObject().put("id", id).put("receiving", receiving);
    waitingBytes.ifPresent(bytes -> json.put("waitingBytes", bytes));
    slot.ifPresent(state -> json.put("slot", state));
    json.put("applyErrors", applyErrors).put("conflicts", conflicts);
    clockSkewMillis.ifPresent(millis -> json.put("clockSkewMillis", millis));
    return json.put("clockSkewAlarm", clockSkewAlarm);
  }

  public static PeerReport fromJson(JsonObject json) {
    return new PeerReport(
        json.getString("id"),
        json.getBoolean("receiving"),
        Optional.ofNullable(json.getLong("waitingBytes")),
        Optional.ofNullable(json.getString("slot")),
        json.getLong("applyErrors"),
        json.getLong("conflicts"),
        Optional.ofNullable(json.getDouble("clockSkewMillis")),
        json.getBoolean("clockSkewAlarm"));
  }
}
