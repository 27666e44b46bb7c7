package org.steadyboard.board.loop;

import java.time.Duration;

/**
 * The one thread on which all shared state of this service lives: what runs on it needs no locks
 * and must not wait. What is handed over by one thread runs in that order.
 */
public interface Loop {

  void execute(Runnable task);

  /** Runs {@code task} once, {@code delay} from now, to about a millisecond. */
  void after(Duration delay, Runnable task);

  /** A clock that only goes forward, for deadlines. */
  long nanos();

  /**
   * Tells of an error that nobody expected: it is logged in full once and counted, and ends
   * nothing.
   */
  void fault(Throwable unexpected);
}
