package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * SIGSTOP and SIGCONT to a process and its whole family. A frozen family keeps its sockets and
 * locks and does nothing: whoever waits for it waits.
 */
public final class Frost {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Path KERNEL = Path.of("/proc/self/stat");

  private Frost() {}

  /**
   * Returns when the whole family stands still, children that came meanwhile included. A signal
   * takes its time to arrive, and until then a parent may make one more child: so this looks until
   * a look finds nobody new and nobody who still runs.
   *
   * @throws IOException when one of them still runs after five seconds; none is left frozen then
   */
  public static void freeze(ProcessHandle process) throws IOException {
    Instant deadline = Instant.now().plus(LIMIT);
    Set<Long> told = new LinkedHashSet<>();
    while (true) {
      List<Long> family = family(process);
      boolean still = told.containsAll(family) && family.stream().allMatch(Frost::standsStill);
      if (still) {
        return;
      }
      if (Instant.now().isAfter(deadline)) {
        thaw(process);
        throw new IOException("process " + process.pid() + " does not stand still");
      }
      // The parent comes first, and makes no more children from then on.
      send("STOP", family.stream().filter(told::add).toList());
    }
  }

  /** Lets the family go on; harmless to one that is not frozen. */
  public static void thaw(ProcessHandle process) throws IOException {
    send("CONT", family(process));
  }

  private static List<Long> family(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Java itself sends SIGTERM and SIGKILL only. Who is gone by now needs no signal. */
  static void send(String signal, Collection<Long> pids) throws IOException {
    if (pids.isEmpty()) {
      return;
    }
    String list = String.join(" ", pids.stream().map(String::valueOf).toList());
    new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + list)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join();
  }

  /** Where the kernel does not tell, a process that was told to stop counts as stopped. */
  private static boolean standsStill(long pid) {
    if (!Files.exists(KERNEL)) {
      return true;
    }
    try {
      return isStopped(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException gone) {
      return true;
    }
  }

  /** A zombie does nothing any more either. */
  static boolean isStopped(String stat) {
    char state = stat.charAt(stat.lastIndexOf(')') + 2);
    return state == 'T' || state == 'Z' || state == 'X';
  }
}
