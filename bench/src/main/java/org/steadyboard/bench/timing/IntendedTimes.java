package org.steadyboard.bench.timing;

/**
 * When each request of an open loop is meant to start: evenly spaced from {@code startNanos}, at
 * {@code perSecond} a second. Latency is counted from here and not from when the generator got
 * round to sending, so that a server that stalls cannot hide the requests that waited behind it
 * (coordinated omission).
 */
public record IntendedTimes(long startNanos, int perSecond) {

  private static final long SECOND = 1_000_000_000L;

  public IntendedTimes {
    if (perSecond < 1) {
      throw new IllegalArgumentException("at least one a second: " + perSecond);
    }
  }

  /** The time of number {@code index}, from 0; computed anew for each, so that it cannot drift. */
  public long at(long index) {
    return startNanos + index / perSecond * SECOND + index % perSecond * SECOND / perSecond;
  }

  /** How many are meant to start within the first {@code seconds}. */
  public long within(int seconds) {
    return (long) perSecond * seconds;
  }
}
