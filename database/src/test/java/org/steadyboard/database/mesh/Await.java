package org.steadyboard.database.mesh;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Await {

  private Await() {}

  /** Fails when the condition is not met at the deadline, and when it answers only after that. */
  public static void until(String what, Duration deadline, Callable<Boolean> condition)
      throws Exception {
    var began = System.nanoTime();
    while (true) {
      var isMet = condition.call();
      if (System.nanoTime() - began > deadline.toNanos()) {
        throw new AssertionError(
            "not within %.1f s: %s%s"
                .formatted(deadline.toMillis() / 1e3, what, isMet ? ", but later" : ""));
      }
      if (isMet) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
