package org.steadyboard.database.mesh.keeper;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.compare.Limits;
import org.steadyboard.database.mesh.compare.Repair;

/**
 * Keeps one host in the mesh: receives from every peer, learns tables that migrations added, comes
 * back after its slot was lost, and compares and repairs on schedule. Every host keeps itself so;
 * there is nobody above them.
 *
 * <p>Thread-safe. Somebody calls {@link #visit()} every {@link #VISIT_EVERY} or so. Peers are
 * visited at the same time, each by a thread of its own and never twice at once.
 */
public final class MeshKeeper {

  /** How soon a peer that comes back is noticed. */
  public static final Duration VISIT_EVERY = Duration.ofSeconds(2);

  /**
   * How long {@link #visit()} waits: a peer that is dead or silent, or has much to be fetched, is
   * left to its thread, and passed over until that is done.
   */
  public static final Duration VISIT_WAITS = Duration.ofSeconds(6);

  private final List<PeerVisits> peers;
  private final List<CompletableFuture<Void>> visits = new ArrayList<>();
  private final List<String> ids;
  private final Duration interval;
  private final RandomGenerator random;

  /**
   * @param interval between two comparisons with a peer; up to a fifth is taken off by chance, so
   *     that hosts do not all compare at once
   * @param faults is told of what went wrong in a visit and lies in us; that peer counts as failed,
   *     the others are visited as ever, and it too the next time
   */
  public MeshKeeper(
      MeshHost here,
      List<MeshHost> peers,
      Duration interval,
      Clock clock,
      RandomGenerator random,
      Consumer<Throwable> faults) {
    this(here, peers, interval, clock, random, faults, Repair.LIMITS);
  }

  MeshKeeper(
      MeshHost here,
      List<MeshHost> peers,
      Duration interval,
      Clock clock,
      RandomGenerator random,
      Consumer<Throwable> faults,
      Limits limits) {
    this.peers = peers.stream().map(p -> new PeerVisits(here, p, clock, limits, faults)).toList();
    this.ids = peers.stream().map(MeshHost::id).toList();
    this.interval = interval;
    this.random = random;
    peers.forEach(p -> visits.add(CompletableFuture.completedFuture(null)));
  }

  /**
   * Looks after every peer once, and returns what is known of each when all were visited, or after
   * {@link #VISIT_WAITS}.
   */
  public List<PeerWatch> visit() throws InterruptedException {
    try {
      start().get(VISIT_WAITS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It shows in what is known of the peer, in time.
    } catch (ExecutionException e) {
      throw new IllegalStateException("A visit tells its own failures", e);
    }
    return watches();
  }

  private synchronized CompletableFuture<Void> start() {
    for (var i = 0; i < peers.size(); i++) {
      if (visits.get(i).isDone()) {
        var peer = peers.get(i);
        var jittered = interval.minusMillis(random.nextLong(interval.toMillis() / 5 + 1));
        visits.set(
            i,
            CompletableFuture.runAsync(
                () -> peer.visit(jittered), task -> Thread.ofVirtual().name("mesh").start(task)));
      }
    }
    return CompletableFuture.allOf(visits.toArray(CompletableFuture<?>[]::new));
  }

  /** What is known of every peer, in the order in which they were given; waits for nothing. */
  public List<PeerWatch> watches() {
    return peers.stream().map(PeerVisits::watch).toList();
  }

  /**
   * Has the next visit compare and repair, however long ago the last comparison is.
   *
   * @throws IllegalArgumentException when there is no such peer
   */
  public void repairNow(String peer) {
    var index = ids.indexOf(peer);
    if (index < 0) {
      throw new IllegalArgumentException("no such peer: " + peer);
    }
    peers.get(index).ask();
  }

  /** Has the next visit compare and repair with all peers. */
  public void repairNow() {
    peers.forEach(PeerVisits::ask);
  }
}
