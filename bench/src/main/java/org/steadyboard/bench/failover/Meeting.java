package org.steadyboard.bench.failover;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyboard.bench.browser.HostDoor;

/**
 * Where a teacher's browser meets its board. Beside the connection to its own host (home) it has
 * one to the host that the board is connected to, where that is another one; while no host sees the
 * board at first hand, it looks for it on all of them. On the event loop only.
 */
final class Meeting {

  private static final int MOST_ASIDES = 5;

  private final Line home;
  private final List<HostDoor> hosts;
  private final Function<HostDoor, Aside> opening;
  private final Map<String, Aside> asides = new LinkedHashMap<>();
  private final Map<Line, Sight> sights = new HashMap<>();
  private boolean left;

  /**
   * @param opening makes a connection, which is begun here
   */
  Meeting(Line home, List<HostDoor> hosts, Function<HostDoor, Aside> opening) {
    this.home = home;
    this.hosts = hosts;
    this.opening = opening;
  }

  /**
   * Takes down what a host says of where the board is.
   *
   * @return whether this connection had not said so before
   */
  boolean sees(Line line, Sight sight) {
    return sights.put(line, sight) == null;
  }

  /** Whether this connection has said where the board is. */
  boolean knows(Line line) {
    return sights.containsKey(line);
  }

  void forget(Line line) {
    sights.remove(line);
  }

  /** Where the board is, else the own host, else wherever somebody listens. */
  Optional<Line> best() {
    return firstHand()
        .or(() -> open().filter(line -> !line.isNoGood()).findFirst())
        .or(() -> open().findFirst());
  }

  private Optional<Line> firstHand() {
    return open()
        .filter(line -> !line.isNoGood() && sight(line).isFirstHand(line.hostId()))
        .findFirst();
  }

  /** Every connection on which something can be said to the board, home first. */
  Stream<Line> open() {
    return Stream.concat(Stream.of(home), asides.values().stream())
        .filter(line -> line.isOpen() && knows(line));
  }

  private Sight sight(Line line) {
    return sights.getOrDefault(line, Sight.NONE);
  }

  /** Opens what is needed to meet the board, and ends what is not. */
  void rearrange() {
    if (left) {
      return;
    }
    var wanted = wanted();
    for (var aside : List.copyOf(asides.values())) {
      if (!wanted.contains(aside.hostId())) {
        asides.remove(aside.hostId()).end();
        sights.remove(aside);
      }
    }
    hosts.stream()
        .filter(host -> wanted.contains(host.id()) && !asides.containsKey(host.id()))
        .limit(MOST_ASIDES)
        .forEach(
            host -> {
              var aside = opening.apply(host);
              asides.put(host.id(), aside);
              aside.begin();
            });
  }

  private Set<String> wanted() {
    var found = firstHand();
    if (found.isPresent()) {
      return found.get() == home ? Set.of() : Set.of(found.get().hostId());
    }
    return open()
        .map(line -> sight(line).host())
        .filter(host -> host != null && !host.equals(home.hostId()))
        .filter(host -> !hasDisappointed(asides.get(host)))
        .findFirst()
        .map(Set::of)
        .orElseGet(this::everywhereElse);
  }

  private Set<String> everywhereElse() {
    return hosts.stream()
        .map(HostDoor::id)
        .filter(id -> !id.equals(home.hostId()))
        .collect(Collectors.toSet());
  }

  /** The board is not where others say it is, or that host cannot be reached. */
  private boolean hasDisappointed(Aside aside) {
    return aside != null && (aside.hasFailed() || knows(aside));
  }

  void leave() {
    left = true;
    asides.values().forEach(Aside::end);
    asides.clear();
  }
}
