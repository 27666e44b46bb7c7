package org.steadyboard.board.client;

import java.util.function.BooleanSupplier;

/** Waits for what must become true, and says so when it does not. */
public final class Eventually {

  private Eventually() {}

  public static void holds(String what, BooleanSupplier condition) {
    var until = System.nanoTime() + Client.DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not so within " + Client.DEADLINE + ": " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
