package org.steadyboard.testkit;

import java.lang.management.ManagementFactory;

/** What a program holds on to. */
public final class LiveHeap {

  private LiveHeap() {}

  /** By how many bytes live objects of this JVM grew, after a full collection; below 0: shrank. */
  public static long grownBy(Runnable work) {
    var before = bytes();
    work.run();
    return bytes() - before;
  }

  private static long bytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
