package org.steadyboard.mediasync.peer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a peer is to be asked, by how asking it went. After a failure it is left alone for {@link
 * #FIRST_WAIT}, doubled with each one more up to {@link #LONGEST_WAIT}, each time by chance between
 * half of that and all of it: hosts that lost each other do not come back all at once. Safe for
 * threads.
 */
public final class Reach {

  static final Duration FIRST_WAIT = Duration.ofMillis(500);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  /** Who is heard of is asked again after this. */
  static final Duration HEARD_WAIT = Duration.ofSeconds(1);

  private final Clock clock;
  private final RandomGenerator random;
  private int failures;
  private Instant failedAt = Instant.EPOCH;
  private Instant nextTry = Instant.EPOCH;
  private Instant answeredAt;
  private String failure;

  public Reach(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** How long it is to be left alone; zero: it may be asked. */
  public synchronized Duration untilNextTry() {
    var wait = Duration.between(clock.instant(), nextTry);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  public boolean isOpen() {
    return untilNextTry().isZero();
  }

  /**
   * @param why for people
   */
  public synchronized void failed(String why) {
    var now = clock.instant();
    // What was asked at once failed at once: that is one failure.
    if (now.isBefore(nextTry)) {
      return;
    }
    var longest = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 10));
    var millis = Math.min(longest.toMillis(), LONGEST_WAIT.toMillis());
    failures++;
    failure = why;
    failedAt = now;
    nextTry = now.plusMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    notifyAll();
  }

  public synchronized void answered() {
    failures = 0;
    failure = null;
    nextTry = Instant.EPOCH;
    answeredAt = clock.instant();
    notifyAll();
  }

  /** It asked us something. What reaches us from there may not reach there from us. */
  public synchronized void heard() {
    var soon = failedAt.plus(HEARD_WAIT);
    if (soon.isBefore(nextTry)) {
      nextTry = soon;
      notifyAll();
    }
  }

  /** Waits until it may be asked, or for so long. */
  public synchronized boolean awaitOpen(Duration atMost) throws InterruptedException {
    var began = System.nanoTime();
    while (!isOpen()) {
      var left = atMost.minusNanos(System.nanoTime() - began);
      var wait = Math.min(left.toMillis(), untilNextTry().toMillis() + 1);
      if (wait <= 0) {
        return false;
      }
      wait(wait);
    }
    return true;
  }

  /** Why the last request failed; empty when the last one went well, or there was none. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  public synchronized Optional<Instant> answeredAt() {
    return Optional.ofNullable(answeredAt);
  }
}
