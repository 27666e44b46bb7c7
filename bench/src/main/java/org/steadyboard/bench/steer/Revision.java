package org.steadyboard.bench.steer;

/** Which version of a stage: {@code <stamp>-<host>}, ordered by stamp, then host. */
public record Revision(long stamp, String host) implements Comparable<Revision> {

  public static final Revision NONE = new Revision(0, "");

  public static Revision parse(String text) {
    var dash = text.indexOf('-');
    return new Revision(Long.parseLong(text.substring(0, dash)), text.substring(dash + 1));
  }

  @Override
  public int compareTo(Revision other) {
    var byStamp = Long.compare(stamp, other.stamp);
    return byStamp != 0 ? byStamp : host.compareTo(other.host);
  }

  /** As it was said. */
  public String text() {
    return stamp + "-" + host;
  }
}
