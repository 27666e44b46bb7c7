package org.steadyboard.localhosts.ingress;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many websockets fit into this process. Each takes two files (browser and service); without a
 * bound they would take the last ones, and not even a plain request could be accepted any more.
 * Thread-safe.
 */
final class WebsocketRoom {
  private static final int FILES_PER_WEBSOCKET = 2;

  /** For {@link #LEAST_OTHERS}, the connections to the services, and the program itself. */
  private static final int FILES_KEPT_FREE = 512;

  private static final long FILES_WHERE_UNKNOWN = 10_000;

  private static final int LEAST_OTHERS = 192;

  private final long files;
  private final int limit;
  private final int perAddress;
  private final Map<InetAddress, Integer> taken = new HashMap<>();
  private int all;

  private WebsocketRoom(long files, int limit, int perAddress) {
    this.files = files;
    this.limit = limit;
    this.perAddress = perAddress;
  }

  static WebsocketRoom of(int limit, int perAddress) {
    return new WebsocketRoom(FILES_WHERE_UNKNOWN, limit, perAddress);
  }

  /** As many as the system lets this process open: for 10,000 it takes {@code ulimit -n 20600}. */
  static WebsocketRoom ofThisProcess(int perAddress) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    long files =
        system instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : FILES_WHERE_UNKNOWN;
    return new WebsocketRoom(files, limitFor(files), perAddress);
  }

  static int limitFor(long files) {
    return Math.clamp((files - FILES_KEPT_FREE) / FILES_PER_WEBSOCKET, 1, 100_000);
  }

  int limit() {
    return limit;
  }

  /** How many other connections have files now: those that websockets may have later, too. */
  synchronized int othersNow() {
    long left = files - FILES_KEPT_FREE - (long) all * FILES_PER_WEBSOCKET;
    return Math.clamp(left + LEAST_OTHERS, LEAST_OTHERS, Integer.MAX_VALUE);
  }

  /** True when there was room; whoever got it gives it back by {@link #leave}. */
  synchronized boolean enter(InetAddress address) {
    int own = taken.getOrDefault(address, 0);
    if (all >= limit || own >= perAddress) {
      return false;
    }
    all++;
    taken.put(address, own + 1);
    return true;
  }

  synchronized void leave(InetAddress address) {
    all--;
    taken.computeIfPresent(address, (same, own) -> own == 1 ? null : own - 1);
  }
}
