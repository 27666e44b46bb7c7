package org.steadyboard.database.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Await {

  private Await() {}

  public static void until(String what, Duration deadline, Callable<Boolean> condition)
      throws Exception {
    var end = Instant.now().plus(deadline);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + deadline.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
