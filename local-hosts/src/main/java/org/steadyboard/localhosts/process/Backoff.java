package org.steadyboard.localhosts.process;

import java.time.Duration;

/** How long a part that died waits before it is started again. */
public final class Backoff {
  public static final Duration FIRST = Duration.ofMillis(250);
  public static final Duration LONGEST = Duration.ofSeconds(15);

  /** A part that ran this long starts from the shortest wait again. */
  public static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);

  private Backoff() {}

  /** Doubles with every failure in a row, from {@link #FIRST} up to {@link #LONGEST}. */
  public static Duration delay(int failuresInARow) {
    int doublings = Math.clamp(failuresInARow - 1L, 0, 10);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  public static int failuresInARow(int before, Duration uptime) {
    return uptime.compareTo(HEALTHY_AFTER) >= 0 ? 1 : before + 1;
  }
}
