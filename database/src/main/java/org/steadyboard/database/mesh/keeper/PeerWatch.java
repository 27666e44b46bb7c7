package org.steadyboard.database.mesh.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.steadyboard.database.mesh.compare.Depth;
import org.steadyboard.database.mesh.compare.Repair;

/**
 * What is known of one peer from the last times that it was visited, and when it is to be compared
 * again: on schedule, at once when it was away, and at once when the last run could not end.
 *
 * @param reachable whether the last visit found it
 * @param comparedAt when the last whole comparison ended; empty before the first
 * @param contentComparedAt when the last whole comparison of all content ended
 * @param outcome of the last whole comparison, of one run or several
 * @param unfinished of the comparison that is under way, if one run was not enough; never carried
 *     over a failure or a new stream, for what was looked at before may differ since
 * @param failure why the last visit failed, in one line
 */
public record PeerWatch(
    String peer,
    boolean reachable,
    Optional<Instant> comparedAt,
    Optional<Instant> contentComparedAt,
    Optional<Repair.Outcome> outcome,
    Optional<Repair.Outcome> unfinished,
    Optional<String> failure) {

  static PeerWatch of(String peer) {
    return new PeerWatch(
        peer,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether nothing was known to differ when the last whole comparison ended. */
  public boolean isEqual() {
    return outcome.map(Repair.Outcome::leftEqual).orElse(false);
  }

  /** The tables that still differed then, with the rows that could not be applied. */
  public List<Repair.TableOutcome> differing() {
    return outcome.stream().flatMap(o -> o.tables().stream()).filter(t -> !t.isEqual()).toList();
  }

  /** The tables that wait here for a migration that the peer already has. */
  public List<String> waiting() {
    return outcome.map(Repair.Outcome::waiting).orElse(List.of());
  }

  /** Whether a comparison is due when the peer is visited at {@code now}. */
  boolean isDue(Instant now, Duration interval) {
    return !reachable
        || comparedAt.isEmpty()
        || unfinished.isPresent()
        || !now.isBefore(comparedAt.get().plus(interval));
  }

  /** Where the next run begins. */
  Optional<Repair.Position> position() {
    return unfinished.flatMap(Repair.Outcome::stoppedAt);
  }

  PeerWatch compared(Instant at, Repair.Outcome run, Depth depth) {
    var whole = unfinished.map(u -> u.plus(run)).orElse(run);
    return whole.complete()
        ? new PeerWatch(
            peer,
            true,
            Optional.of(at),
            depth == Depth.CONTENT ? Optional.of(at) : contentComparedAt,
            Optional.of(whole),
            Optional.empty(),
            Optional.empty())
        : new PeerWatch(
            peer,
            true,
            comparedAt,
            contentComparedAt,
            outcome,
            Optional.of(whole),
            Optional.empty());
  }

  PeerWatch failed(String why) {
    return new PeerWatch(
        peer, false, comparedAt, contentComparedAt, outcome, Optional.empty(), Optional.of(why));
  }

  /** The next run begins with the first table. */
  PeerWatch fromTheStart() {
    return new PeerWatch(
        peer, reachable, comparedAt, contentComparedAt, outcome, Optional.empty(), failure);
  }
}
