package org.steadyboard.localhosts.status;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyboard.localhosts.link.Way;
import org.steadyboard.localhosts.mesh.Equality;
import org.steadyboard.localhosts.mesh.MediaShare;
import org.steadyboard.localhosts.mesh.PeerReport;

/** How the hosts of a set stand to each other, as text for a person. */
final class ReplicationText {
  private static final String ROW = "  %-6s %-6s %-10s %10s  %-11s %7s %10s  %s%n";
  private static final double KIB = 1024.0;

  private ReplicationText() {}

  static String render(SetStatus set) {
    var text = new StringBuilder(String.format("%nReplication%n"));
    text.append(
        ROW.formatted(
            "host", "peer", "receiving", "unsent", "slot", "errors", "conflicts", "peer's clock"));
    for (HostStatus host : set.hosts()) {
      host.replication().peers().forEach(peer -> text.append(row(host.id(), peer)));
      host.replication()
          .problem()
          .ifPresent(why -> text.append("  %-6s %s%n".formatted(host.id(), why)));
    }
    text.append("%nLinks      %s%n".formatted(links(set)));
    set.equality().forEach(pair -> text.append(equality(pair)));
    set.hosts().forEach(host -> text.append(media(host)));
    return text.toString();
  }

  private static String media(HostStatus host) {
    return host.replication().media().map(share -> media(host.id(), share)).orElse("");
  }

  private static String media(String host, MediaShare share) {
    String held =
        share.missing() == 0
            ? "holds all %d files".formatted(share.named())
            : "lacks %d of %d files, %s"
                .formatted(share.missing(), share.named(), bytes(share.missingBytes()));
    String alarms = share.alarms().isEmpty() ? "" : "  ALARM: " + String.join(", ", share.alarms());
    return "Media      %s %s%s%n".formatted(host, held, alarms);
  }

  private static String row(String host, PeerReport peer) {
    return ROW.formatted(
        host,
        peer.id(),
        peer.receiving() ? "yes" : "NO",
        peer.waitingBytes().map(ReplicationText::bytes).orElse("-"),
        peer.slot().orElse("none"),
        peer.applyErrors(),
        peer.conflicts(),
        clock(peer));
  }

  private static String clock(PeerReport peer) {
    return peer.clockSkewMillis()
        .map(millis -> String.format(Locale.ROOT, "%+.1f ms", millis))
        .map(text -> peer.clockSkewAlarm() ? text + " ALARM: set the clocks" : text)
        .orElse("not known");
  }

  private static String links(SetStatus set) {
    String cuts =
        Stream.concat(
                set.cuts().stream().map(pair -> "between " + pair),
                set.oneWayCuts().stream().map(Way::toString))
            .collect(Collectors.joining("; "));
    return cuts.isEmpty() ? "all whole" : "CUT " + cuts;
  }

  private static String equality(Equality pair) {
    String hosts = pair.one() + " and " + pair.other();
    if (pair.problem().isPresent()) {
      return "Equality   not known of %s: %s%n".formatted(hosts, pair.problem().get());
    }
    if (pair.differing().isEmpty()) {
      return "Equality   %s are equal in all %d tables%n".formatted(hosts, pair.tables());
    }
    return "Equality   %s differ in %d of %d tables%n"
            .formatted(hosts, pair.differing().size(), pair.tables())
        + pair.differing().stream()
            .map(table -> difference(pair, table))
            .collect(Collectors.joining());
  }

  private static String difference(Equality pair, Equality.Difference table) {
    String text =
        "             %s: %d newer on %s, %d newer on %s"
            .formatted(table.table(), table.ahead(), pair.one(), table.behind(), pair.other());
    return table.contradicting() == 0
        ? String.format("%s%n", text)
        : String.format("%s, %d CONTRADICTING%n", text, table.contradicting());
  }

  private static String bytes(long bytes) {
    return bytes < 10 * KIB
        ? bytes + " B"
        : bytes < 10 * KIB * KIB
            ? String.format(Locale.ROOT, "%.0f KiB", bytes / KIB)
            : String.format(Locale.ROOT, "%.0f MiB", bytes / KIB / KIB);
  }
}
