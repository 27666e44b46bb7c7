package org.steadyboard.localhosts.ingress.gate;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Who is connected, and what each costs until a service answers it. Where there is no room, the one
 * makes room that waits for nothing: first whoever has been idle for longest, then whoever has been
 * about to say its request for longest. So strangers who hold connections push each other out, and
 * not a class that comes then. Thread-safe.
 */
public final class Connections {

  /** One of them. {@link #close} may be called by any thread, and returns at once. */
  interface Connection {
    InetAddress address();

    void close();
  }

  /** In the order in which they came to be so. */
  private static final class Group {
    final Set<Connection> all = new HashSet<>();
    final Set<Connection> idle = new LinkedHashSet<>();
    final Set<Connection> unfinished = new LinkedHashSet<>();
    int unfinishedBytes;

    Optional<Connection> first() {
      return idle.stream().findFirst().or(() -> unfinished.stream().findFirst());
    }
  }

  private final GateLimits limits;
  private final IntSupplier mostConnections;
  private final Group everybody = new Group();
  private final Map<InetAddress, Group> byAddress = new HashMap<>();
  private final Map<Connection, Integer> bytes = new HashMap<>();
  private int requestBytes;

  public Connections(GateLimits limits) {
    this(limits, limits::connections);
  }

  /**
   * @param mostConnections asked for each new one, as other things take files too
   */
  public Connections(GateLimits limits, IntSupplier mostConnections) {
    this.limits = limits;
    this.mostConnections = () -> Math.min(limits.connections(), mostConnections.getAsInt());
  }

  public GateLimits limits() {
    return limits;
  }

  /**
   * @return false when there is no room and nobody can make any
   */
  synchronized boolean enter(Connection connection) {
    Group own = own(connection);
    int most = mostConnections.getAsInt();
    int mostOfOne = Math.ceilDiv(most * limits.connectionsPerAddress(), limits.connections());
    if (!makeRoom(own, mostOfOne) || !makeRoom(everybody, most)) {
      forgetIfEmpty(connection.address(), own);
      return false;
    }
    // The group may have been emptied to make room, and forgotten.
    for (Group group : List.of(own(connection), everybody)) {
      group.all.add(connection);
      group.idle.add(connection);
    }
    return true;
  }

  private boolean makeRoom(Group group, int most) {
    while (group.all.size() >= most) {
      Optional<Connection> first = group.first();
      if (first.isEmpty()) {
        return false;
      }
      throwOut(first.get());
    }
    return true;
  }

  /** Nothing is asked, nothing is owed. */
  synchronized void idle(Connection connection) {
    if (settle(connection)) {
      for (Group group : groups(connection)) {
        group.idle.add(connection);
      }
    }
  }

  /**
   * So many bytes of memory are taken by a head that has not ended; others, or this one, may be
   * closed for it.
   */
  synchronized void unfinished(Connection connection, int taken) {
    Integer before = bytes.get(connection);
    if (before == null || !everybody.unfinished.contains(connection)) {
      if (!settle(connection)) {
        return;
      }
      before = 0;
    }
    bytes.put(connection, taken);
    for (Group group : groups(connection)) {
      group.unfinished.add(connection);
      group.unfinishedBytes += taken - before;
    }
    Group own = own(connection);
    while (own.unfinishedBytes > limits.unfinishedHeadBytesPerAddress()) {
      throwOut(own.unfinished.iterator().next());
    }
    while (everybody.unfinishedBytes > limits.unfinishedHeadBytes()) {
      throwOut(everybody.unfinished.iterator().next());
    }
  }

  /**
   * A request waits for its answer, until {@link #idle} or {@link #leave}.
   *
   * @return false when those that wait already take all the memory there is for them
   */
  synchronized boolean request(Connection connection, int cost) {
    if (!settle(connection)) {
      return false;
    }
    if (requestBytes + cost > limits.requestBytes()) {
      return false;
    }
    requestBytes += cost;
    bytes.put(connection, cost);
    return true;
  }

  /** Also for one that has left already, or was thrown out. */
  synchronized void leave(Connection connection) {
    if (settle(connection)) {
      for (Group group : groups(connection)) {
        group.all.remove(connection);
      }
      forgetIfEmpty(connection.address(), own(connection));
    }
  }

  public synchronized int size() {
    return everybody.all.size();
  }

  /** Memory of all heads that have begun and not ended. */
  public synchronized int unfinishedBytes() {
    return everybody.unfinishedBytes;
  }

  private void throwOut(Connection connection) {
    leave(connection);
    connection.close();
  }

  /** Gives back whatever it held; false when it is not here any more. */
  private boolean settle(Connection connection) {
    if (!everybody.all.contains(connection)) {
      return false;
    }
    int held = Optional.ofNullable(bytes.remove(connection)).orElse(0);
    boolean wasUnfinished = everybody.unfinished.contains(connection);
    for (Group group : groups(connection)) {
      group.idle.remove(connection);
      group.unfinished.remove(connection);
      group.unfinishedBytes -= wasUnfinished ? held : 0;
    }
    requestBytes -= wasUnfinished ? 0 : held;
    return true;
  }

  private List<Group> groups(Connection connection) {
    return List.of(own(connection), everybody);
  }

  private Group own(Connection connection) {
    return byAddress.computeIfAbsent(connection.address(), address -> new Group());
  }

  private void forgetIfEmpty(InetAddress address, Group group) {
    if (group.all.isEmpty()) {
      byAddress.remove(address, group);
    }
  }
}
