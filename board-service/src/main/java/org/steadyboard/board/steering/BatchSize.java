package org.steadyboard.board.steering;

import java.time.Duration;

/**
 * How many changes go into one transaction: as many as are committed in a bounded time. A database
 * that slows down gets smaller batches, so that no change waits long for those beside it.
 */
final class BatchSize {

  static final int MOST = 4000;
  static final int LEAST = 50;
  static final Duration TOO_LONG = Duration.ofMillis(250);
  static final Duration QUICK = Duration.ofMillis(100);

  private int size = MOST;

  int now() {
    return size;
  }

  /**
   * @param changes of the last transaction
   * @param took from its start to its end
   */
  void learn(int changes, Duration took) {
    if (took.compareTo(TOO_LONG) > 0) {
      size = Math.max(LEAST, Math.min(size, changes) / 2);
    } else if (took.compareTo(QUICK) < 0) {
      size = Math.min(MOST, size * 2);
    }
  }
}
