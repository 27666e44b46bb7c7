package org.steadyboard.bench.steer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Clicks of all pairs in turn, as many a second as are wanted and can be sent: what could not be
 * sent in its moment is never sent, so that the end of it is the end.
 */
final class Flood {

  private static final long TURN_MILLIS = 1;

  /** More than this at once would keep the event loop from hearing the answers. */
  private static final int MOST_A_TURN = 200;

  private static final double NANOS = 1e9;

  private final Classroom crowd;
  private final int perSecond;
  private final AtomicLong said = new AtomicLong();
  private boolean ended;
  private int next;
  private long lastNanos;

  Flood(Classroom crowd, int perSecond) {
    this.crowd = crowd;
    this.perSecond = perSecond;
  }

  void begin() {
    crowd
        .sockets()
        .onLoop(
            () -> {
              lastNanos = System.nanoTime();
              turn();
            });
  }

  void end() {
    crowd.sockets().onLoop(() -> ended = true);
  }

  /** How many clicks were sent. */
  long said() {
    return said.get();
  }

  private void turn() {
    if (ended) {
      return;
    }
    var now = System.nanoTime();
    var due = Math.min(MOST_A_TURN, (int) ((now - lastNanos) / NANOS * perSecond));
    if (due > 0) {
      lastNanos = now;
    }
    for (var i = 0; i < due; i++) {
      var pair = crowd.pairs().get(next);
      next = (next + 1) % crowd.pairs().size();
      if (pair.hasRoom()) {
        pair.click(now, true);
        said.incrementAndGet();
      }
    }
    crowd.sockets().after(TURN_MILLIS, this::turn);
  }
}
