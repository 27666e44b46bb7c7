package org.steadyboard.localhosts.link;

import java.util.Comparator;

/** One direction between two hosts: what {@code from} sends to {@code to}. */
public record Way(String from, String to) implements Comparable<Way> {
  private static final Comparator<Way> ORDER =
      Comparator.comparing(Way::from).thenComparing(Way::to);

  public Way back() {
    return new Way(to, from);
  }

  /** Fails when both are the same host. */
  public Pair pair() {
    return Pair.of(from, to);
  }

  @Override
  public int compareTo(Way other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "from " + from + " to " + to;
  }
}
