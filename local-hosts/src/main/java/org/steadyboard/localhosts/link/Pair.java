package org.steadyboard.localhosts.link;

import java.util.Comparator;
import java.util.List;
import org.steadyboard.localhosts.CommandFailure;

/** Two hosts, whichever was named first. */
public record Pair(String one, String other) implements Comparable<Pair> {
  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::one).thenComparing(Pair::other);

  public static Pair of(String one, String other) {
    if (one.equals(other)) {
      throw CommandFailure.misuse("a link is between two hosts, as in a b");
    }
    return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
  }

  public List<Way> ways() {
    return List.of(new Way(one, other), new Way(other, one));
  }

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return one + " and " + other;
  }
}
