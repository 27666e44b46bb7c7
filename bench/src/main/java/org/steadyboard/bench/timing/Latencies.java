package org.steadyboard.bench.timing;

import org.HdrHistogram.Histogram;

/** Latencies from 1 µs to 5 min, three digits exact. Not safe for several threads. */
public final class Latencies {

  private static final long MAX_MICROS = 300_000_000L;
  private static final double MICROS_PER_MILLI = 1000.0;

  private final Histogram histogram = new Histogram(MAX_MICROS, 3);

  public void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1000, 1, MAX_MICROS));
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /** {@code percent} as in 99.0; 0 when nothing was recorded. */
  public double millisAt(double percent) {
    return count() == 0 ? 0 : histogram.getValueAtPercentile(percent) / MICROS_PER_MILLI;
  }

  public double maxMillis() {
    return histogram.getMaxValue() / MICROS_PER_MILLI;
  }
}
