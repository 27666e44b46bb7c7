package org.steadyboard.board.steering;

import java.time.Duration;

/**
 * When the next transaction may start. What replication cannot keep up with is transactions, not
 * rows: so a change after a quiet moment goes at once, and busy moments share transactions.
 */
final class Pace {

  /** At most 333 transactions a second. */
  static final Duration GAP = Duration.ofMillis(3);

  private long lastStartNanos;

  Pace(long nowNanos) {
    this.lastStartNanos = nowNanos - GAP.toNanos();
  }

  /** How long to gather before starting; zero: start now. */
  Duration untilNext(long nowNanos) {
    return Duration.ofNanos(Math.max(0, lastStartNanos + GAP.toNanos() - nowNanos));
  }

  void starts(long nowNanos) {
    lastStartNanos = nowNanos;
  }
}
