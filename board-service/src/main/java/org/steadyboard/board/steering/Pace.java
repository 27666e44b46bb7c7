package org.steadyboard.board.steering;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When the next transaction may start. What replication cannot keep up with is transactions a
 * second, not rows: so their number is bounded and not the distance between two. A change after a
 * quiet moment goes at once, and so do the next ones; busy moments share transactions.
 */
final class Pace {

  private final long gapNanos;
  private final long burstNanos;

  /** When the allowance of all that has started would be used up, at the bounded rate. */
  private long spentUntilNanos;

  /**
   * @param perSecond transactions, on average
   * @param atOnce how many may follow on each other after a quiet moment
   */
  Pace(int perSecond, int atOnce, long nowNanos) {
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.burstNanos = gapNanos * (atOnce - 1);
    this.spentUntilNanos = nowNanos;
  }

  /** How long to gather before starting; zero: start now. */
  Duration untilNext(long nowNanos) {
    return Duration.ofNanos(Math.max(0, spentUntilNanos - burstNanos - nowNanos));
  }

  void starts(long nowNanos) {
    spentUntilNanos = Math.max(spentUntilNanos, nowNanos) + gapNanos;
  }
}
