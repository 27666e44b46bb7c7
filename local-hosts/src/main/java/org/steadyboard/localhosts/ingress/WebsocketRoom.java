package org.steadyboard.localhosts.ingress;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many websockets fit into this process. Each takes two files (browser and service); without a
 * bound they would take the last ones, and not even a plain request could be accepted any more.
 */
final class WebsocketRoom {
  private static final int FILES_PER_WEBSOCKET = 2;

  /** For plain requests, the connections to the services, and the program itself. */
  private static final int FILES_KEPT_FREE = 512;

  private static final long FILES_WHERE_UNKNOWN = 10_000;

  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();

  WebsocketRoom(int limit) {
    this.limit = limit;
  }

  /** As many as the system lets this process open: for 10,000 it takes {@code ulimit -n 20600}. */
  static WebsocketRoom ofThisProcess() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    long files =
        system instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : FILES_WHERE_UNKNOWN;
    return new WebsocketRoom(limitFor(files));
  }

  static int limitFor(long files) {
    return Math.clamp((files - FILES_KEPT_FREE) / FILES_PER_WEBSOCKET, 1, 100_000);
  }

  int limit() {
    return limit;
  }

  /** True when there was room; whoever got it gives it back by {@link #leave}. */
  boolean enter() {
    if (taken.incrementAndGet() <= limit) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  void leave() {
    taken.decrementAndGet();
  }
}
