package org.steadyboard.localhosts.layout;

import java.util.List;

/**
 * Where one host's Postgres and services find another host's Postgres: a port of the supervisor,
 * which passes everything on until the link is cut.
 */
public record LinkPlace(HostPlace from, HostPlace to) {
  /** Above the ports of all hosts. */
  private static final int FIRST_OFFSET = HostPlace.PORTS_PER_HOST * HostPlace.MAX_HOSTS;

  /** Ports that a set of hosts takes from its first one on, links included. */
  public static final int PORTS_PER_SET = FIRST_OFFSET + HostPlace.MAX_HOSTS * HostPlace.MAX_HOSTS;

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

  public int port() {
    int setsFirst = from.firstPort() - from.slot() * HostPlace.PORTS_PER_HOST;
    return setsFirst + FIRST_OFFSET + HostPlace.MAX_HOSTS * from.slot() + to.slot();
  }

  /** What it leads to. */
  public int targetPort() {
    return to.port(PartKind.POSTGRES);
  }
}
