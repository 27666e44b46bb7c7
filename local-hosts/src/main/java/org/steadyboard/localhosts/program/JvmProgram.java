package org.steadyboard.localhosts.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * A service's jar, run by a JVM.
 *
 * @param cache the JVM's ahead-of-time cache of the service; one that is missing costs its gain
 * @param trains where it leaves such a cache when it ends; null when it does not
 */
public record JvmProgram(PartKind kind, Path java, Path jar, Path cache, Path trains)
    implements ServiceProgram {

  /**
   * The JVM's options that the cache holds for, wherever the service is started: all but those that
   * name files.
   */
  public List<String> options() {
    return options(ServiceProgram.heap(kind));
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
    return command(options(TASK_HEAP), "-XX:AOTCache=" + cache, List.of(task));
  }

  private List<String> options(String heap) {
    // A cache that cannot be used is no news: the service starts without.
    return SmallJvm.options(heap, compiler(), "-Xlog:aot*=off,cds*=off");
  }

  private List<String> command(List<String> options, String cacheOption, List<String> words) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(options);
    command.addAll(List.of(cacheOption, "-jar", jar.toString()));
    command.addAll(words);
    return command;
  }

  /**
   * A board-service that has just started is met by a whole school at once, and must greet it at
   * once. The second compiler would take the processors for itself just then: measured on two, a
   * rolling restart stopped classes for seconds (docs/performance.md). What it gives later, a fifth
   * more clicks a second, nobody needs. Lessons that are read gain much more by it.
   */
  private String compiler() {
    return kind == PartKind.BOARD ? "-XX:TieredStopAtLevel=1" : "-XX:TieredStopAtLevel=4";
  }
}
