package org.steadyboard.board.stage;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which version of a stage: the row's stamp in microseconds and the host that wrote it. Ordered by
 * stamp, then host, the same on every host. Written as {@code <stamp>-<host>}.
 */
public record Revision(long stamp, String host) implements Comparable<Revision> {

  /** Older than any real one. */
  public static final Revision NONE = new Revision(0, "");

  private static final Comparator<Revision> ORDER =
      Comparator.comparingLong(Revision::stamp).thenComparing(Revision::host);

  /** Empty for what is not a revision. */
  public static Optional<Revision> parse(String text) {
    var dash = text.indexOf('-');
    if (dash < 1 || dash > 18 || !text.substring(dash + 1).matches("[a-z][a-z0-9-]{0,30}")) {
      return Optional.empty();
    }
    for (var i = 0; i < dash; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Revision(Long.parseLong(text.substring(0, dash)), text.substring(dash + 1)));
  }

  public boolean isNewerThan(Revision other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Revision other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return stamp + "-" + host;
  }
}
