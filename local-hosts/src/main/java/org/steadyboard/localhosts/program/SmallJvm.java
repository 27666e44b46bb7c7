package org.steadyboard.localhosts.program;

import java.util.List;
import java.util.stream.Stream;

/** The JVM of a part on a small machine. */
public final class SmallJvm {

  /**
   * What a busy moment took, an import say, goes back to the machine after it. The file of the
   * cache is mapped at the address that it was made for: at a chance one, the usual, the JVM
   * changes every pointer in it, so that most of it becomes memory of this process alone. It is a
   * diagnostic option; unlocking these changes nothing else.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:TrimNativeHeapInterval=10000",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0");

  private SmallJvm() {}

  /** These options of every small JVM, then more of one part. */
  public static List<String> options(String... more) {
    return Stream.concat(OPTIONS.stream(), Stream.of(more)).toList();
  }
}
