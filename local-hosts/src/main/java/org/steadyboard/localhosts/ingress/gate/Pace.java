package org.steadyboard.localhosts.ingress.gate;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells when something goes on too slowly: in some window of time, throughout which it was the
 * other end's turn, fewer bytes came than at least should.
 */
final class Pace {
  private final Duration window;
  private final int leastBytes;
  private final LongSupplier position;
  private final BooleanSupplier othersTurn;
  private final Runnable tooSlow;

  private ScheduledFuture<?> ticks;
  private long positionBefore;
  private boolean turnBefore;

  /**
   * @param position bytes so far
   * @param othersTurn asked at both ends of each window
   */
  Pace(
      Duration window,
      int leastBytes,
      LongSupplier position,
      BooleanSupplier othersTurn,
      Runnable tooSlow) {
    this.window = window;
    this.leastBytes = leastBytes;
    this.position = position;
    this.othersTurn = othersTurn;
    this.tooSlow = tooSlow;
  }

  void start(EventExecutor executor) {
    stop();
    look();
    long nanos = window.toNanos();
    ticks = executor.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  void stop() {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
  }

  private void tick() {
    boolean slow =
        turnBefore
            && othersTurn.getAsBoolean()
            && position.getAsLong() - positionBefore < leastBytes;
    look();
    if (slow) {
      stop();
      tooSlow.run();
    }
  }

  private void look() {
    positionBefore = position.getAsLong();
    turnBefore = othersTurn.getAsBoolean();
  }
}
