package org.steadyboard.localhosts.program;

import java.util.List;
import java.util.stream.Stream;

/** The JVM of a part on a small machine. */
public final class SmallJvm {

  /** What a busy moment took, an import say, goes back to the machine after it. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:TrimNativeHeapInterval=10000",
          "-XX:+ExitOnOutOfMemoryError");

  private SmallJvm() {}

  /** These options of every small JVM, then more of one part. */
  public static List<String> options(String... more) {
    return Stream.concat(OPTIONS.stream(), Stream.of(more)).toList();
  }
}
