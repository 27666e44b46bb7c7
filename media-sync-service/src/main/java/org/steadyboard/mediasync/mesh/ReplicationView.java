package org.steadyboard.mediasync.mesh;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.keeper.PeerWatch;
import org.steadyboard.database.mesh.stream.ClockSkew;
import org.steadyboard.database.mesh.stream.PeerStatus;

/**
 * How it stands between this host and each of its peers, as last seen.
 *
 * @param ownClockAlarm whether it is this host's clock that is wrong: two peers or more are
 *     reached, agree with each other, and differ from it. With one peer it cannot be told whose is
 *     wrong
 */
public record ReplicationView(String host, boolean ownClockAlarm, List<Peer> peers) {

  ReplicationView(String host, List<Peer> peers) {
    this(host, isOwnClockWrong(peers), peers);
  }

  private static boolean isOwnClockWrong(List<Peer> peers) {
    var known = peers.stream().filter(p -> p.clockSkewMillis() != null).toList();
    var skews = known.stream().mapToLong(Peer::clockSkewMillis).summaryStatistics();
    return known.size() >= 2
        && known.stream().allMatch(Peer::clockSkewAlarm)
        && skews.getMax() - skews.getMin() <= ClockSkew.ALARM.toMillis();
  }

  /**
   * What is null is not known.
   *
   * @param clockSkewMillis how far its clock is ahead of ours
   * @param comparedAt when the last whole comparison ended
   * @param contentComparedAt when the last one of all content ended; the others compare versions
   * @param refused how many of its rows are not let in here, of which {@code tables} names some
   * @param equal whether the last visit found it, and nothing was known to differ when the last
   *     whole comparison ended
   * @param tables those that differed in it, and those that wait, by name
   */
  public record Peer(
      String id,
      boolean reachable,
      boolean receiving,
      Long waitingBytes,
      String slot,
      long applyErrors,
      long conflicts,
      Long clockSkewMillis,
      boolean clockSkewAlarm,
      Instant comparedAt,
      Instant contentComparedAt,
      long refused,
      boolean equal,
      String failure,
      List<Table> tables) {}

  /**
   * @param waiting whether nothing of it is fetched until this host has a migration that the peer
   *     has
   */
  public record Table(
      String name,
      long behind,
      long ahead,
      long contradicting,
      boolean waiting,
      List<Row> refused) {}

  public record Row(UUID id, String reason) {}

  static Peer peer(PeerWatch watch, Optional<PeerStatus> status) {
    var skew = watch.reachable() ? status.flatMap(PeerStatus::skew) : Optional.<ClockSkew>empty();
    return new Peer(
        watch.peer(),
        watch.reachable(),
        status.filter(PeerStatus::receiving).isPresent(),
        status.flatMap(PeerStatus::waitingBytes).orElse(null),
        status.flatMap(PeerStatus::slot).orElse(null),
        status.map(PeerStatus::applyErrors).orElse(0L),
        status.map(PeerStatus::conflicts).orElse(0L),
        skew.map(s -> s.ahead().toMillis()).orElse(null),
        skew.filter(ClockSkew::isAlarming).isPresent(),
        watch.comparedAt().orElse(null),
        watch.contentComparedAt().orElse(null),
        watch.outcome().stream()
            .flatMap(o -> o.tables().stream())
            .mapToLong(Repair.TableOutcome::behind)
            .sum(),
        watch.reachable() && watch.isEqual(),
        watch.failure().orElse(null),
        watch.outcome().map(ReplicationView::tables).orElse(List.of()));
  }

  private static List<Table> tables(Repair.Outcome outcome) {
    var tables = new TreeMap<String, Table>();
    outcome.waiting().forEach(t -> tables.put(t, new Table(t, 0, 0, 0, true, List.of())));
    // A table can begin to wait between two runs of one comparison.
    outcome.tables().forEach(t -> tables.put(t.table(), table(t, tables.containsKey(t.table()))));
    return List.copyOf(tables.values());
  }

  private static Table table(Repair.TableOutcome outcome, boolean waiting) {
    return new Table(
        outcome.table(),
        outcome.behind(),
        outcome.ahead(),
        outcome.contradicting(),
        waiting,
        outcome.refused().stream().map(r -> new Row(r.id(), r.reason())).toList());
  }
}
