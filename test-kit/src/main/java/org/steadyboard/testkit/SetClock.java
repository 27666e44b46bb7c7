package org.steadyboard.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until the test moves it, seen by all threads at once. */
public final class SetClock extends Clock {

  private volatile Instant now;

  public SetClock(Instant now) {
    this.now = now;
  }

  /**
   * Moves it on from where it stands, by one thread at a time.
   *
   * @param by negative: set back
   */
  public void forward(Duration by) {
    now = now.plus(by);
  }

  public void set(Instant to) {
    now = to;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same clock, so that it can still be set: instants have no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
