package org.steadyboard.bench.steer;

import java.time.Duration;
import java.util.List;

/**
 * Teachers who click again as soon as their last change is acknowledged, but never faster than one
 * connection may talk: the most changes a second.
 *
 * @param untilShown whether they wait until the board shows it, too
 */
record ClosedLoop(int warmupSeconds, int seconds, boolean untilShown) {

  /** Teachers who wait for the acknowledgement only. */
  ClosedLoop(int warmupSeconds, int seconds) {
    this(warmupSeconds, seconds, false);
  }

  /** The protocol allows 50 messages a second, and a ping now and then must fit in as well. */
  static final Duration LEAST_BETWEEN_CLICKS = Duration.ofMillis(21);

  private static final long RAMP_MILLIS = 500;

  /** Who is clicking; on the event loop only. */
  private static final class Clicking {
    private final Sockets sockets;
    private final boolean untilShown;
    private boolean counts;
    private boolean ended;

    private Clicking(Sockets sockets, boolean untilShown) {
      this.sockets = sockets;
      this.untilShown = untilShown;
    }

    private void start(Pair pair) {
      var lastNanos = new long[] {System.nanoTime()};
      if (untilShown) {
        pair.afterShown(() -> again(pair, lastNanos));
      } else {
        pair.afterAnswer(() -> again(pair, lastNanos));
      }
      pair.click(lastNanos[0], counts);
    }

    private void again(Pair pair, long[] lastNanos) {
      if (ended) {
        return;
      }
      var wait = LEAST_BETWEEN_CLICKS.toNanos() - (System.nanoTime() - lastNanos[0]);
      if (wait > 0) {
        sockets.after(wait / 1_000_000 + 1, () -> click(pair, lastNanos));
      } else {
        click(pair, lastNanos);
      }
    }

    private void click(Pair pair, long[] lastNanos) {
      if (!ended) {
        lastNanos[0] = System.nanoTime();
        pair.click(lastNanos[0], counts);
      }
    }
  }

  /** Returns the changes that were acknowledged (or shown) per second, warming up left out. */
  double run(Classroom classroom) throws InterruptedException {
    var sockets = classroom.sockets();
    var clicking = new Clicking(sockets, untilShown);
    sockets.ask(() -> spread(classroom.pairs(), sockets, clicking));
    Thread.sleep(Duration.ofSeconds(warmupSeconds));
    var start = System.nanoTime();
    var before = sockets.ask(() -> count(classroom, clicking, true));
    Thread.sleep(Duration.ofSeconds(seconds));
    var after = sockets.ask(() -> count(classroom, clicking, false));
    var elapsed = (System.nanoTime() - start) / 1e9;
    sockets.ask(() -> clicking.ended = true);
    classroom.settle();
    return (after - before) / elapsed;
  }

  /** They start one after the other within {@link #RAMP_MILLIS}. */
  private static boolean spread(List<Pair> pairs, Sockets sockets, Clicking clicking) {
    for (var i = 0; i < pairs.size(); i++) {
      var pair = pairs.get(i);
      sockets.after(1 + RAMP_MILLIS * i / pairs.size(), () -> clicking.start(pair));
    }
    return true;
  }

  private static long count(Classroom classroom, Clicking clicking, boolean counts) {
    clicking.counts = counts;
    return clicking.untilShown ? classroom.tally().seen : classroom.tally().done;
  }
}
