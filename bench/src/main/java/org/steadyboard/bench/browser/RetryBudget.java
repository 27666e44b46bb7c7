package org.steadyboard.bench.browser;

/** What a page may spend on saying things again: 20 at once, then one every 3 s. */
final class RetryBudget {

  private static final double CAPACITY = 20;
  private static final double REFILL_MILLIS = 3000;

  private double left = CAPACITY;
  private long countedAtMillis;

  RetryBudget(long nowMillis) {
    this.countedAtMillis = nowMillis;
  }

  /** False when nothing is left: do not try now. */
  boolean spend(long nowMillis) {
    refill(nowMillis);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  /** Until {@link #spend} succeeds; 0 when it does now. */
  long waitMillis(long nowMillis) {
    refill(nowMillis);
    return left >= 1 ? 0 : (long) Math.ceil((1 - left) * REFILL_MILLIS);
  }

  private void refill(long nowMillis) {
    left = Math.min(CAPACITY, left + (nowMillis - countedAtMillis) / REFILL_MILLIS);
    countedAtMillis = nowMillis;
  }
}
