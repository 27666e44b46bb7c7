package org.steadyboard.database.mesh;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps one host in the mesh: receives from every peer, learns tables that migrations added, comes
 * back after its slot was lost, and compares and repairs on schedule. Every host keeps itself so;
 * there is nobody above them.
 *
 * <p>Not thread-safe: one thread calls {@link #visit()} every {@link #VISIT_EVERY} or so.
 */
public final class MeshKeeper {

  /** How soon a peer that comes back is noticed. */
  public static final Duration VISIT_EVERY = Duration.ofSeconds(2);

  private final MeshHost here;
  private final List<MeshHost> peers;
  private final Duration interval;
  private final Clock clock;
  private final RandomGenerator random;
  private final List<PeerWatch> watches = new ArrayList<>();

  /**
   * @param interval between two comparisons with a peer; up to a fifth is taken off by chance, so
   *     that hosts do not all compare at once
   */
  public MeshKeeper(
      MeshHost here, List<MeshHost> peers, Duration interval, Clock clock, RandomGenerator random) {
    this.here = here;
    this.peers = List.copyOf(peers);
    this.interval = interval;
    this.clock = clock;
    this.random = random;
    peers.forEach(p -> watches.add(PeerWatch.of(p.id())));
  }

  /**
   * Looks after every peer once; a peer that fails does not keep another waiting for longer than a
   * connection may take.
   */
  public List<PeerWatch> visit() {
    for (var i = 0; i < peers.size(); i++) {
      watches.set(i, visit(peers.get(i), watches.get(i)));
    }
    return List.copyOf(watches);
  }

  private PeerWatch visit(MeshHost peer, PeerWatch watch) {
    var jittered = interval.minusMillis(random.nextLong(interval.toMillis() / 5 + 1));
    try {
      if (!watch.isDue(clock.instant(), jittered)) {
        peer.connect().close();
        return watch;
      }
      Mesh.subscribe(here, peer);
      return watch.compared(clock.instant(), Repair.pull(here, peer));
    } catch (SQLException e) {
      return watch.failed(e.getMessage().lines().findFirst().orElse("no reason given"));
    }
  }
}
