package org.steadyboard.board.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must become true, and says so when it does not. */
public final class Eventually {

  private Eventually() {}

  public static void holds(String what, BooleanSupplier condition) {
    holds(what, Client.DEADLINE, condition);
  }

  public static void holds(String what, Duration deadline, BooleanSupplier condition) {
    var until = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not so within " + deadline + ": " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
