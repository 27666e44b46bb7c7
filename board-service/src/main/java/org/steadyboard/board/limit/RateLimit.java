package org.steadyboard.board.limit;

/**
 * A token bucket for one connection: {@code perSecond} on average, {@code burst} at once. Not safe
 * for several threads; small, because every connection has one.
 */
public final class RateLimit {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private final int burst;
  private double left;
  private long lastNanos;

  public RateLimit(int perSecond, int burst, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
    this.lastNanos = nowNanos;
  }

  /** Takes one; false when there is none left. */
  public boolean allows(long nowNanos) {
    left = Math.min(burst, left + (nowNanos - lastNanos) / NANOS_PER_SECOND * perSecond);
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
