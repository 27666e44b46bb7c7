package org.steadyboard.localhosts.status;

import java.util.Locale;
import java.util.OptionalLong;

/** A set of hosts as text for a person. */
public final class StatusTable {
  private static final double MIB = 1024.0 * 1024.0;
  private static final String ROW = "  %-9s %-9s %8s %9s  %-24s%s%n";

  private StatusTable() {}

  public static String render(SetStatus set) {
    StringBuilder text = new StringBuilder();
    text.append("%s, data in %s%n".formatted(capital(set.phase()), set.data()));
    for (HostStatus host : set.hosts()) {
      text.append(
          "%nHost %s  %s  memory %s, database %s%n"
              .formatted(
                  host.id(),
                  host.url(),
                  mebibytes(host.memoryBytes()),
                  mebibytes(host.databaseBytes())));
      text.append(ROW.formatted("part", "state", "pid", "memory", "address", ""));
      host.parts().forEach(part -> text.append(row(part)));
    }
    if (set.hosts().size() > 1) {
      text.append(ReplicationText.render(set));
    }
    return text.toString().replaceAll("(?m) +$", "");
  }

  private static String row(PartStatus part) {
    return ROW.formatted(
        part.name(),
        part.state(),
        part.pid().isPresent() ? part.pid().getAsLong() : "-",
        mebibytes(part.memoryBytes()),
        part.address(),
        part.restarts() == 0 ? "" : " restarted " + part.restarts() + "×");
  }

  private static String mebibytes(OptionalLong bytes) {
    return bytes.isEmpty() ? "-" : String.format(Locale.ROOT, "%.0f MiB", bytes.getAsLong() / MIB);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
