package org.steadyboard.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The rule for everything that reads what strangers write: an input costs no more than its size
 * allows.
 *
 * <p>Measured on the thread that reads, so that what else a machine does counts for little, and the
 * best of some runs counts, so that neither compiling nor a collection does. An input that is
 * refused keeps the rule as well as one that is read.
 */
public final class InputCost {

  /** What any input may take, however short. */
  public static final Duration BASE = Duration.ofMillis(20);

  public static final Duration PER_BYTE = Duration.ofNanos(1_000);

  public static final long MAX_ALLOCATED_BYTES = 64L << 20;

  /** Reading is compiled by then; a reading that is too slow is too slow in each of them. */
  private static final int MAX_RUNS = 12;

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private InputCost() {}

  /**
   * @param input what is read, for the message
   * @param bytes its size
   * @throws AssertionError when reading takes too much in every run
   */
  public static void holds(String input, long bytes, Runnable reading) {
    var allowed = BASE.plus(PER_BYTE.multipliedBy(bytes)).toNanos();
    var nanos = Long.MAX_VALUE;
    var allocated = Long.MAX_VALUE;
    for (var run = 0; run < MAX_RUNS; run++) {
      var nanosBefore = THREAD.getCurrentThreadCpuTime();
      var allocatedBefore = THREAD.getCurrentThreadAllocatedBytes();
      reading.run();
      allocated = Math.min(allocated, THREAD.getCurrentThreadAllocatedBytes() - allocatedBefore);
      nanos = Math.min(nanos, THREAD.getCurrentThreadCpuTime() - nanosBefore);
      if (nanos <= allowed && allocated <= MAX_ALLOCATED_BYTES) {
        return;
      }
    }
    throw new AssertionError(
        "%s: %d bytes took %.1f ms of %.1f, and %.1f MiB of %d"
            .formatted(
                input,
                bytes,
                nanos / 1e6,
                allowed / 1e6,
                allocated / (double) (1 << 20),
                MAX_ALLOCATED_BYTES >> 20));
  }
}
