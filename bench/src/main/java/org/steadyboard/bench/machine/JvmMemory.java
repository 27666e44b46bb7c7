package org.steadyboard.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.steadyboard.bench.BenchFailure;

/**
 * The memory of another JVM, in KiB.
 *
 * @param rssKib what the system holds for it, as it stands
 * @param rssAfterGcKib the same right after a full collection
 * @param heapKib the live objects: what is used of the heap right after that collection
 */
public record JvmMemory(long rssKib, long rssAfterGcKib, long heapKib) {

  private static final Pattern USED = Pattern.compile("total [^\\n]*?used (\\d+)K");

  public static JvmMemory of(ProcessHandle process) {
    var asItStands = rss(process);
    jcmd(process, "GC.run");
    return new JvmMemory(asItStands, rss(process), usedHeap(jcmd(process, "GC.heap_info")));
  }

  /**
   * The sum over what {@code GC.heap_info} prints: the generations of the serial collector, say.
   */
  static long usedHeap(String heapInfo) {
    var sum = USED.matcher(heapInfo).results().mapToLong(m -> Long.parseLong(m.group(1))).sum();
    if (sum == 0) {
      throw new BenchFailure("jcmd GC.heap_info said nothing that was expected: " + heapInfo);
    }
    return sum;
  }

  private static long rss(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new BenchFailure("the memory of a process is read from /proc: " + e.getMessage(), e);
    }
  }

  private static String jcmd(ProcessHandle process, String command) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var run =
          new ProcessBuilder(List.of(jcmd, Long.toString(process.pid()), command))
              .redirectErrorStream(true)
              .start();
      return new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchFailure("jcmd of the JDK is needed: " + e.getMessage(), e);
    }
  }
}
