package org.steadyboard.bench.timing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Calls {@code start} with 0, 1, 2 … at their intended times, on the calling thread, which sleeps
 * in between: it must not take a core away from what is measured. What is late is called at once.
 */
public final class Pacer {

  private Pacer() {}

  public static void run(IntendedTimes times, long count, LongConsumer start)
      throws InterruptedException {
    for (long index = 0; index < count; index++) {
      var due = times.at(index);
      for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      start.accept(index);
    }
  }
}
