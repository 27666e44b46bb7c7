package org.steadyboard.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Map<String, Double> before = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private final double busyBefore = machineBusySeconds();

  private ProcessorUse(Map<String, ProcessHandle> parts) {
    this.parts.put("load generator", ProcessHandle.current());
    this.parts.putAll(parts);
    this.parts.forEach((name, process) -> before.put(name, usedSeconds(process)));
  }

  public static ProcessorUse of(Host host, Service... services) {
    return of(List.of(host), services);
  }

  public static ProcessorUse of(List<Host> hosts, Service... services) {
    var parts = new LinkedHashMap<String, ProcessHandle>();
    for (var service : services) {
      parts.put(service.toString(), service.process());
    }
    hosts.forEach(host -> parts.put(host.named("Postgres"), host.postgres().process()));
    return new ProcessorUse(parts);
  }

  /** Adds a note: cores used since this was made. */
  public void writeTo(Section section) {
    var seconds = (System.nanoTime() - startNanos) / 1e9;
    var note = new StringBuilder("cores in use: ");
    var ours = 0.0;
    for (var part : parts.entrySet()) {
      var cores = (usedSeconds(part.getValue()) - before.get(part.getKey())) / seconds;
      ours += cores;
      note.append("%s %.2f, ".formatted(part.getKey(), cores));
    }
    var others = Math.max(0, (machineBusySeconds() - busyBefore) / seconds - ours);
    section.note(note.append("everybody else on the machine %.2f".formatted(others)).toString());
  }

  /**
   * With all children, those that have ended too. The children of this process that still run are
   * parts of their own; those that have ended generated load.
   */
  private static double usedSeconds(ProcessHandle process) {
    var isGenerator = process.equals(ProcessHandle.current());
    return Stream.concat(Stream.of(process), isGenerator ? Stream.of() : process.descendants())
        .mapToDouble(p -> statSeconds(Path.of("/proc/" + p.pid() + "/stat")))
        .sum();
  }

  /** Fields 14 to 17 of proc(5): own and of children that were waited for, user and system. */
  private static double statSeconds(Path stat) {
    try {
      var line = Files.readString(stat);
      // The name of the program, in brackets, may hold spaces.
      var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (var i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException goneOrNotLinux) {
      return 0;
    }
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
