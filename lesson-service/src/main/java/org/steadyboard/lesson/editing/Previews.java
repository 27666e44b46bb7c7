package org.steadyboard.lesson.editing;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.limit.Attempts;

/**
 * How many pages may be rendered for a look at them only. One that is refused is asked for again a
 * moment later, with what was written since. Counted when it begins. A plain class; safe for
 * threads.
 */
final class Previews {

  /** Of one account, within {@link #WINDOW}: twice what somebody who types without a pause asks. */
  static final int PER_ACCOUNT = 60;

  static final Duration WINDOW = Duration.ofSeconds(10);

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final Attempts begun;
  private final Semaphore atOnce;

  /**
   * @param atOnce of all accounts together
   */
  Previews(int atOnce, Clock clock) {
    this.begun = new Attempts(PER_ACCOUNT, WINDOW, clock);
    this.atOnce = new Semaphore(atOnce);
  }

  /**
   * @throws Problem too-fast
   */
  <T> T look(UUID account, Supplier<T> rendering) {
    if (!atOnce.tryAcquire()) {
      throw new Problem(
          ProblemCode.TOO_FAST, "This host previews as many pages as it can", COME_BACK);
    }
    try {
      begun
          .begin(account.toString())
          .ifPresent(
              wait -> {
                throw new Problem(
                    ProblemCode.TOO_FAST,
                    "At most " + PER_ACCOUNT + " previews in " + WINDOW.toSeconds() + " seconds",
                    wait);
              });
      return rendering.get();
    } finally {
      atOnce.release();
    }
  }
}
