package org.steadyboard.database.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one peer from the last times that it was visited, and when it is to be compared
 * again: on schedule, and at once when it was away.
 *
 * @param reachable whether the last visit found it
 * @param comparedAt when the last comparison ended; empty before the first
 * @param outcome of the last comparison
 * @param failure why the last visit failed, in one line
 */
public record PeerWatch(
    String peer,
    boolean reachable,
    Optional<Instant> comparedAt,
    Optional<Repair.Outcome> outcome,
    Optional<String> failure) {

  static PeerWatch of(String peer) {
    return new PeerWatch(peer, false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether a comparison is due when the peer is visited at {@code now}. */
  boolean isDue(Instant now, Duration interval) {
    return !reachable
        || comparedAt.isEmpty()
        || !outcome.orElseThrow().complete()
        || !now.isBefore(comparedAt.get().plus(interval));
  }

  PeerWatch compared(Instant at, Repair.Outcome result) {
    return new PeerWatch(peer, true, Optional.of(at), Optional.of(result), Optional.empty());
  }

  PeerWatch failed(String why) {
    return new PeerWatch(peer, false, comparedAt, outcome, Optional.of(why));
  }
}
