package org.steadyboard.mediasync.mesh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an operator should read in the log: each change of state once. Used by one thread. */
final class MeshNews {

  private final Map<String, ReplicationView.Peer> before = new HashMap<>();
  private boolean ownClockAlarm;

  /** Lines, those of the host first, then in the order of the peers. */
  List<String> of(ReplicationView view) {
    var lines = new ArrayList<String>();
    if (view.ownClockAlarm() && !ownClockAlarm) {
      lines.add("ALARM: the clock of this host is wrong: its peers agree with each other");
    }
    ownClockAlarm = view.ownClockAlarm();
    view.peers().forEach(p -> tell(before.put(p.id(), p), p, lines));
    return lines;
  }

  private static void tell(
      ReplicationView.Peer before, ReplicationView.Peer now, List<String> lines) {
    if (before == null || before.reachable() != now.reachable()) {
      lines.add(
          now.reachable()
              ? "Host %s is there".formatted(now.id())
              : "Host %s is away: %s".formatted(now.id(), now.failure()));
    }
    if (now.clockSkewAlarm() && (before == null || !before.clockSkewAlarm())) {
      lines.add(
          "ALARM: the clock of host %s differs by %d ms"
              .formatted(now.id(), now.clockSkewMillis()));
    }
    for (var table : now.tables()) {
      for (var row : table.refused()) {
        if (before == null || !refused(before, table.name(), row)) {
          lines.add(
              "A row of host %s cannot be applied here: %s %s: %s"
                  .formatted(now.id(), table.name(), row.id(), row.reason()));
        }
      }
    }
  }

  private static boolean refused(ReplicationView.Peer peer, String table, ReplicationView.Row row) {
    return peer.tables().stream()
        .filter(t -> t.name().equals(table))
        .flatMap(t -> t.refused().stream())
        .anyMatch(r -> r.id().equals(row.id()));
  }
}
