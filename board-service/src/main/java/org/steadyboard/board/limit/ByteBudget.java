package org.steadyboard.board.limit;

import java.util.concurrent.atomic.AtomicLong;

/** So many bytes for all together, first come, first served. Safe for threads. */
public final class ByteBudget {

  private final long maxBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  public ByteBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Somebody who had {@code fromBytes} now needs {@code toBytes}; false, and nothing is changed,
   * when that is more and there is no room for it.
   */
  public boolean change(long fromBytes, long toBytes) {
    var more = toBytes - fromBytes;
    if (usedBytes.addAndGet(more) > maxBytes && more > 0) {
      usedBytes.addAndGet(-more);
      return false;
    }
    return true;
  }

  public long usedBytes() {
    return usedBytes.get();
  }
}
