package org.steadyboard.host.work;

import java.time.Duration;

/**
 * How often a {@link Worker} runs.
 *
 * @param between from the end of a run that went well to the next one; zero: at once, for a run
 *     that waits by itself
 * @param afterFailure from the end of the first run that failed to the next one; twice that after
 *     the second in a row, and so on
 * @param longestAfterFailure up to this; failures never bring runs closer together than {@code
 *     between}
 */
public record Pace(Duration between, Duration afterFailure, Duration longestAfterFailure) {

  public Pace {
    if (between.isNegative()
        || !afterFailure.isPositive()
        || longestAfterFailure.compareTo(afterFailure) < 0) {
      throw new IllegalArgumentException(
          "a pace is of waits, of which a failure's is not zero and the longest is the longest");
    }
  }

  /** How long to wait after so many failed runs in a row; 0: the last run went well. */
  Duration after(int failures) {
    if (failures == 0) {
      return between;
    }
    var wait = afterFailure;
    for (var i = 1; i < failures && wait.compareTo(longestAfterFailure) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return longer(between, wait.compareTo(longestAfterFailure) < 0 ? wait : longestAfterFailure);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
