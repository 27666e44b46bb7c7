package org.steadyboard.host.body;

import java.util.concurrent.atomic.AtomicLong;

/** What all bodies together may take of the memory. Safe for threads. */
final class HeldBytes {

  private final long max;
  private final AtomicLong held = new AtomicLong();

  HeldBytes(long max) {
    this.max = max;
  }

  /** Whether there is room for so many more; if not, none is taken. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= max) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
