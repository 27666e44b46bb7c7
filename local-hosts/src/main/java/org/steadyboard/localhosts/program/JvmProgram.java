package org.steadyboard.localhosts.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * A service's jar, run by a JVM.
 *
 * @param cache the JVM's ahead-of-time cache of the service; one that is missing costs its gain
 * @param trains where it leaves such a cache when it ends; null when it does not
 */
public record JvmProgram(PartKind kind, Path java, Path jar, Path cache, Path trains)
    implements ServiceProgram {

  private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

  /**
   * A board-service that has just started is met by a whole school at once, and must greet it at
   * once. The second compiler would take the processors for itself just then: measured on two, a
   * rolling restart stopped classes for seconds (docs/performance.md). What it gives later, a fifth
   * more clicks a second, nobody needs. Lessons that are read gain much more by it, and only it has
   * the processor's own instructions hash files; but a task ends before it gains anything.
   */
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * The JVM's options that the cache holds for, wherever the service is started: all but those that
   * name files.
   */
  public List<String> options() {
    return options(
        ServiceProgram.heap(kind), kind == PartKind.BOARD ? FIRST_COMPILER : BOTH_COMPILERS);
  }

  @Override
  public List<String> serving() {
    return command(
        options(),
        trains == null ? "-XX:AOTCache=" + cache : "-XX:AOTCacheOutput=" + trains,
        List.of());
  }

  @Override
  public List<String> doing(String task) {
    return command(options(TASK_HEAP, FIRST_COMPILER), "-XX:AOTCache=" + cache, List.of(task));
  }

  private static List<String> options(String heap, String compiler) {
    return SmallJvm.options(heap, compiler, Installation.QUIET_CACHE);
  }

  private List<String> command(List<String> options, String cacheOption, List<String> words) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(options);
    command.addAll(List.of(cacheOption, "-jar", jar.toString()));
    command.addAll(words);
    return command;
  }
}
