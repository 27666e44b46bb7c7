package org.steadyboard.localhosts.layout;

import java.util.List;

/**
 * Where one host finds another host's Postgres and its media: two ports of the supervisor, which
 * passes everything on until the link is cut.
 */
public record LinkPlace(HostPlace from, HostPlace to) {
  /** Above the ports of all hosts. */
  private static final int FIRST_OFFSET = HostPlace.PORTS_PER_HOST * HostPlace.MAX_HOSTS;

  private static final int PAIRS = HostPlace.MAX_HOSTS * HostPlace.MAX_HOSTS;

  /** Ports that a set of hosts takes from its first one on, links included. */
  public static final int PORTS_PER_SET = FIRST_OFFSET + 2 * PAIRS;

  /** Every host's way to every other one. */
  public static List<LinkPlace> between(List<HostPlace> hosts) {
    return hosts.stream().flatMap(from -> of(from, hosts).stream()).toList();
  }

  /** One host's ways to all others, in their order. */
  public static List<LinkPlace> of(HostPlace from, List<HostPlace> all) {
    return all.stream()
        .filter(to -> to.slot() != from.slot())
        .map(to -> new LinkPlace(from, to))
        .toList();
  }

  /** To its Postgres. */
  public int port() {
    int setsFirst = from.firstPort() - from.slot() * HostPlace.PORTS_PER_HOST;
    return setsFirst + FIRST_OFFSET + HostPlace.MAX_HOSTS * from.slot() + to.slot();
  }

  public int targetPort() {
    return to.port(PartKind.POSTGRES);
  }

  /** To its media part's listener for other hosts. */
  public int mediaPort() {
    return port() + PAIRS;
  }

  public int mediaTargetPort() {
    return to.mediaPortForPeers();
  }
}
