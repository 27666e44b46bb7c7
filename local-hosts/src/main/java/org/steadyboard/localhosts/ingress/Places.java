package org.steadyboard.localhosts.ingress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many requests a service has at once, and who is next. Each kind of request has places of its
 * own, so that none can keep another one out; and no address takes all places of a kind. Who finds
 * none waits its turn, first come first served among those whose address may have one. Thread-safe.
 */
final class Places {

  /** What a request is, by what can be told without asking the service. */
  enum Kind {
    /** Whether the host serves: short, without a body. */
    HEALTH,
    /** It carries a session cookie, be it a good one or not. */
    SIGNED_IN,
    ANYBODY
  }

  /**
   * The places of a kind.
   *
   * @param perAddress of them, at most, for one address
   * @param unfinishedPerAddress of those, at most, for requests whose body is still coming
   * @param waiting requests that may wait for one
   */
  record Share(int places, int perAddress, int unfinishedPerAddress, int waiting) {}

  /** Somebody who wants a place. */
  static final class Guest {
    private final Kind kind;
    private final InetAddress address;
    private final boolean unfinished;
    private final Runnable come;
    private boolean inside;

    /**
     * @param unfinished its body is still coming
     * @param come called once, by any thread, when it has got its place
     */
    Guest(Kind kind, InetAddress address, boolean unfinished, Runnable come) {
      this.kind = kind;
      this.address = address;
      this.unfinished = unfinished;
      this.come = come;
    }

    InetAddress address() {
      return address;
    }
  }

  private static final class Room {
    final Set<Guest> waiting = new LinkedHashSet<>();
    final Map<InetAddress, int[]> inside = new HashMap<>();
    int taken;
  }

  private final Map<Kind, Share> shares;
  private final Map<Kind, Room> rooms = new EnumMap<>(Kind.class);

  Places(Map<Kind, Share> shares) {
    this.shares = new EnumMap<>(shares);
    shares.keySet().forEach(kind -> rooms.put(kind, new Room()));
  }

  /** All places together: as many connections as a service may have to serve. */
  int total() {
    return shares.values().stream().mapToInt(Share::places).sum();
  }

  /**
   * @return false when too many wait already; otherwise it comes in now or later, unless it leaves
   */
  boolean enter(Guest guest) {
    synchronized (this) {
      Room room = rooms.get(guest.kind);
      if (!mayComeIn(guest, room)) {
        return room.waiting.size() < shares.get(guest.kind).waiting() && room.waiting.add(guest);
      }
      take(guest, room);
    }
    guest.come.run();
    return true;
  }

  /**
   * It is done, or waits no longer. Again is harmless.
   *
   * @return true when it had a place
   */
  boolean leave(Guest guest) {
    List<Guest> next = new ArrayList<>();
    synchronized (this) {
      Room room = rooms.get(guest.kind);
      room.waiting.remove(guest);
      if (!guest.inside) {
        return false;
      }
      give(guest, room);
      for (Iterator<Guest> all = room.waiting.iterator();
          all.hasNext() && hasPlace(guest, room); ) {
        Guest candidate = all.next();
        if (mayComeIn(candidate, room)) {
          all.remove();
          take(candidate, room);
          next.add(candidate);
        }
      }
    }
    next.forEach(one -> one.come.run());
    return true;
  }

  private boolean hasPlace(Guest guest, Room room) {
    return room.taken < shares.get(guest.kind).places();
  }

  private boolean mayComeIn(Guest guest, Room room) {
    Share share = shares.get(guest.kind);
    int[] own = room.inside.getOrDefault(guest.address, new int[2]);
    return room.taken < share.places()
        && own[0] < share.perAddress()
        && (!guest.unfinished || own[1] < share.unfinishedPerAddress());
  }

  private void take(Guest guest, Room room) {
    guest.inside = true;
    count(guest, room, 1);
  }

  private void give(Guest guest, Room room) {
    guest.inside = false;
    count(guest, room, -1);
  }

  private static void count(Guest guest, Room room, int step) {
    room.taken += step;
    int[] own = room.inside.computeIfAbsent(guest.address, address -> new int[2]);
    own[0] += step;
    own[1] += guest.unfinished ? step : 0;
    if (own[0] == 0) {
      room.inside.remove(guest.address);
    }
  }
}
