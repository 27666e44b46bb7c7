package org.steadyboard.lesson;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what happens soon, such as what follows from a notification. */
public final class Eventually {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Eventually() {}

  public static void isTrue(BooleanSupplier condition) {
    var deadline = Instant.now().plus(DEADLINE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s");
      }
      Thread.onSpinWait();
    }
  }
}
