package org.steadyboard.bench.timing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Latencies in windows of equal length, by the moment at which each was meant to begin. Not safe
 * for several threads.
 */
public final class LatenciesOverTime {

  private final long startNanos;
  private final Duration length;
  private final List<Window> windows = new ArrayList<>();

  /** One window; what failed has no latency. */
  public static final class Window {
    private final Latencies latencies = new Latencies();
    private long failed;

    public Latencies latencies() {
      return latencies;
    }

    public long failed() {
      return failed;
    }

    /** Whether all went well, and 99 of 100 within {@code millis}. A silent one was not. */
    public boolean isWithin(double millis) {
      return failed == 0 && latencies.count() > 0 && latencies.millisAt(99) < millis;
    }
  }

  public LatenciesOverTime(long startNanos, Duration length) {
    this.startNanos = startNanos;
    this.length = length;
  }

  public void record(long intendedNanos, long nanos) {
    at(intendedNanos).latencies.record(nanos);
  }

  public void failed(long intendedNanos) {
    at(intendedNanos).failed++;
  }

  private Window at(long intendedNanos) {
    var index = (int) (Math.max(0, intendedNanos - startNanos) / length.toNanos());
    while (windows.size() <= index) {
      windows.add(new Window());
    }
    return windows.get(index);
  }

  /** In order, from the start to the last one in which anything was meant to begin. */
  public List<Window> windows() {
    return List.copyOf(windows);
  }

  /**
   * How long after {@code from} the first window begins from which on {@code inARow} windows are
   * within {@code millis}; when none does, the time from there to the end of all.
   */
  public Duration untilWithin(Duration from, double millis, int inARow) {
    var first = (int) Math.ceilDiv(from.toNanos(), length.toNanos());
    for (var i = first; i + inARow <= windows.size(); i++) {
      if (windows.subList(i, i + inARow).stream().allMatch(window -> window.isWithin(millis))) {
        return length.multipliedBy(i).minus(from);
      }
    }
    return length.multipliedBy(Math.max(first, windows.size())).minus(from);
  }
}
