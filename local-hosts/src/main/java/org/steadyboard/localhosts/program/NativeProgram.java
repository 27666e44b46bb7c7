package org.steadyboard.localhosts.program;

import java.nio.file.Path;
import java.util.List;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * A service as native-image built it. It refuses most options of a JVM, and has one collector, one
 * that gives memory back by itself.
 */
public record NativeProgram(PartKind kind, Path file) implements ServiceProgram {
  private static final String END_WHEN_OUT_OF_MEMORY = "-XX:+ExitOnOutOfMemoryError";

  @Override
  public List<String> serving() {
    return List.of(file.toString(), ServiceProgram.heap(kind), END_WHEN_OUT_OF_MEMORY);
  }

  @Override
  public List<String> doing(String task) {
    return List.of(file.toString(), TASK_HEAP, END_WHEN_OUT_OF_MEMORY, task);
  }
}
