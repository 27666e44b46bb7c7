package org.steadyboard.database.mesh;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a host from nothing while the others serve and take writes: opens the streams first, both
 * ways, then fetches until nothing is missing. So a row is either in a stream or fetched, and
 * newest-wins makes it harmless when it is both. Memory stays bounded whatever the tables hold.
 */
public final class Rebuild {

  private Rebuild() {}

  /**
   * @param fetched rows, of all tables
   * @param equal whether the host became equal to each peer that was reached
   * @param unreachable the peers that were not, with the reason; they are joined by the keepers
   *     when they are back
   */
  public record Outcome(
      long fetched, Duration took, Map<String, Boolean> equal, Map<String, String> unreachable) {
    public boolean isEqual() {
      return !equal.isEmpty() && !equal.containsValue(false);
    }
  }

  /**
   * Fills {@code here}, whose schema and replication role were prepared. What it already has is
   * kept when it is newer.
   *
   * @param atMost when to stop; said again, it goes on
   * @throws SQLException when {@code here} cannot be reached
   */
  public static Outcome fill(MeshHost here, List<MeshHost> peers, Duration atMost)
      throws SQLException {
    here.connect().close();
    var began = Instant.now();
    var reached = new ArrayList<MeshHost>();
    var unreachable = new LinkedHashMap<String, String>();
    for (var peer : peers) {
      try {
        Mesh.reopen(here, peer);
        Mesh.subscribe(peer, here);
        reached.add(peer);
      } catch (SQLException e) {
        unreachable.put(peer.id(), e.getMessage().lines().findFirst().orElse("no reason given"));
      }
    }
    var end = began.plus(atMost);
    var fetched = 0L;
    var equal = new LinkedHashMap<String, Boolean>();
    for (var peer : reached) {
      equal.put(peer.id(), false);
    }
    while (equal.containsValue(false) && Instant.now().isBefore(end)) {
      for (var peer : reached) {
        var outcome = whole(here, peer, Duration.between(Instant.now(), end));
        fetched += outcome.fetched();
        equal.put(peer.id(), outcome.complete() && outcome.fetched() == 0 && outcome.leftEqual());
      }
    }
    return new Outcome(fetched, Duration.between(began, Instant.now()), equal, unreachable);
  }

  /** As many runs of a repair as it takes to look at all tables once, or as time allows. */
  public static Repair.Outcome whole(MeshHost here, MeshHost peer, Duration atMost)
      throws SQLException {
    var end = Instant.now().plus(atMost);
    var outcome = Repair.pull(here, peer);
    while (!outcome.complete() && Instant.now().isBefore(end)) {
      Optional<Repair.Position> position = outcome.stoppedAt();
      outcome = outcome.plus(Repair.pull(here, peer, position, Repair.LIMITS));
    }
    return outcome;
  }
}
