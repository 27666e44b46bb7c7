package org.steadyboard.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.steadyboard.bench.report.Section;

/**
 * Who used the processor while something was measured: the parts, and everybody else on the
 * machine. What others took was missing for us, so a run with much of it says little.
 */
public final class ProcessorUse {

  private static final double TICKS_PER_SECOND = 100;

  private final Map<String, ProcessHandle> parts = new LinkedHashMap<>();
  private final Map<String, Duration> before = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private final double busyBefore = machineBusySeconds();

  private ProcessorUse(Map<String, ProcessHandle> parts) {
    this.parts.put("load generator", ProcessHandle.current());
    this.parts.putAll(parts);
    this.parts.forEach((name, process) -> before.put(name, used(process)));
  }

  public static ProcessorUse of(Host host, Service... services) {
    var parts = new LinkedHashMap<String, ProcessHandle>();
    for (var service : services) {
      parts.put(service.toString(), service.process());
    }
    parts.put("Postgres", host.postgres().process());
    return new ProcessorUse(parts);
  }

  /** Adds a note: cores used since this was made. */
  public void writeTo(Section section) {
    var seconds = (System.nanoTime() - startNanos) / 1e9;
    var note = new StringBuilder("cores in use: ");
    var ours = 0.0;
    for (var part : parts.entrySet()) {
      var cores = used(part.getValue()).minus(before.get(part.getKey())).toNanos() / 1e9 / seconds;
      ours += cores;
      note.append("%s %.2f, ".formatted(part.getKey(), cores));
    }
    var others = Math.max(0, (machineBusySeconds() - busyBefore) / seconds - ours);
    section.note(note.append("everybody else on the machine %.2f".formatted(others)).toString());
  }

  private static Duration used(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Since boot, over all cores; waiting for the disk is not busy. 0 where there is no /proc. */
  private static double machineBusySeconds() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      var fields = lines.findFirst().orElseThrow().split(" +");
      var user = Long.parseLong(fields[1]) + Long.parseLong(fields[2]);
      var system =
          Long.parseLong(fields[3]) + Long.parseLong(fields[6]) + Long.parseLong(fields[7]);
      return (user + system) / TICKS_PER_SECOND;
    } catch (IOException notLinux) {
      return 0;
    }
  }
}
