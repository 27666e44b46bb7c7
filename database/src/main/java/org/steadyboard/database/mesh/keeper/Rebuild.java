package org.steadyboard.database.mesh.keeper;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.compare.Depth;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.stream.Mesh;

/**
 * Makes a host from nothing while the others serve and take writes: opens the streams first, both
 * ways, then fetches until nothing is missing. So a row is either in a stream or fetched, and
 * newest-wins makes it harmless when it is both. Memory stays bounded whatever the tables hold.
 */
public final class Rebuild {

  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(500);

  /**
   * So many rounds over all peers that bring nothing, one after the other, are the end: what still
   * differs then is not for this host to fetch, or cannot be applied here.
   */
  private static final int FRUITLESS_ROUNDS = 2;

  private Rebuild() {}

  /**
   * @param fetched rows, of all peers
   * @param last what the last round found, by the peers that it reached
   * @param unreachable the other peers, with the reason; they are joined by the keepers when they
   *     are back
   */
  public record Outcome(
      long fetched,
      Duration took,
      Map<String, Repair.Outcome> last,
      Map<String, String> unreachable) {

    /** Whether the host became equal to that peer. */
    public boolean isEqualTo(String peer) {
      return last.containsKey(peer) && last.get(peer).fetched() == 0 && last.get(peer).leftEqual();
    }

    /** Whether the host became equal to each peer that was reached, and to one at least. */
    public boolean isEqual() {
      return !last.isEmpty() && last.keySet().stream().allMatch(this::isEqualTo);
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
    var began = Instant.now();
    here.connect().close();
    var joined = new ArrayList<MeshHost>();
    var unreachable = new LinkedHashMap<String, String>();
    for (var peer : peers) {
      try {
        Mesh.reopen(here, peer);
        Mesh.subscribe(peer, here);
        joined.add(peer);
      } catch (SQLException e) {
        here.connect().close();
        unreachable.put(peer.id(), reason(e));
      }
    }
    var outcome = fetch(here, joined, atMost.minus(Duration.between(began, Instant.now())));
    unreachable.putAll(outcome.unreachable);
    return new Outcome(
        outcome.fetched, Duration.between(began, Instant.now()), outcome.last, unreachable);
  }

  /**
   * The second half of {@link #fill}, for streams that are open already: ends when {@code here} is
   * equal to all peers, or when there is nothing more to be had from them.
   *
   * @throws SQLException when {@code here} cannot be reached
   */
  public static Outcome fetch(MeshHost here, List<MeshHost> peers, Duration atMost)
      throws SQLException {
    var began = Instant.now();
    var end = began.plus(atMost);
    var fetched = 0L;
    var fruitless = 0;
    var outcome = new Outcome(0, Duration.ZERO, Map.of(), Map.of());
    while (!peers.isEmpty() && fruitless < FRUITLESS_ROUNDS && Instant.now().isBefore(end)) {
      if (!outcome.last.isEmpty() || !outcome.unreachable.isEmpty()) {
        LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
      }
      var last = new LinkedHashMap<String, Repair.Outcome>();
      var unreachable = new LinkedHashMap<String, String>();
      var before = fetched;
      for (var peer : peers) {
        try {
          var round = whole(here, peer, Duration.between(Instant.now(), end));
          fetched += round.fetched();
          last.put(peer.id(), round);
        } catch (SQLException e) {
          here.connect().close();
          unreachable.put(peer.id(), reason(e));
        }
      }
      fruitless = fetched == before ? fruitless + 1 : 0;
      outcome = new Outcome(fetched, Duration.between(began, Instant.now()), last, unreachable);
      if (outcome.isEqual() && unreachable.isEmpty()) {
        break;
      }
    }
    return outcome;
  }

  private static String reason(SQLException e) {
    return e.getMessage().lines().findFirst().orElse("no reason given");
  }

  /** As many runs of a repair as it takes to look at all tables once, or as time allows. */
  public static Repair.Outcome whole(MeshHost here, MeshHost peer, Duration atMost)
      throws SQLException {
    var end = Instant.now().plus(atMost);
    var outcome = Repair.pull(here, peer);
    while (!outcome.complete() && Instant.now().isBefore(end)) {
      Optional<Repair.Position> position = outcome.stoppedAt();
      outcome = outcome.plus(Repair.pull(here, peer, position, Repair.LIMITS, Depth.CONTENT));
    }
    return outcome;
  }
}
