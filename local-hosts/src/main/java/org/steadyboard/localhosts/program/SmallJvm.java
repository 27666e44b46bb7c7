package org.steadyboard.localhosts.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * @param java the JVM's program
   * @param rest more options, then what is to be run
   */
  public static List<String> command(Path java, List<String> rest) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(OPTIONS);
    command.addAll(rest);
    return command;
  }
}
