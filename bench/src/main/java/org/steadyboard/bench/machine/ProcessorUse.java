package org.steadyboard.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * Who used the processor while something was measured: the parts, and everybody else on the
 * machine. What others took was missing for us, so a run with much of it says little.
 */
public final class ProcessorUse {

  private static final double TICKS_PER_SECOND = 100;

  /** Fields of proc(5), counted after the name: user and system, own and of ended children. */
  private static final int FIRST_TIME = 11;

  private static final int OWN = 2;
  private static final int WITH_ENDED = 4;

  /** Less than this is not worth a word. */
  private static final double LEAST_CORES = 0.01;

  /**
   * @param family which of its children count as its own
   */
  private record Part(ProcessHandle process, Family family) {
    double usedSeconds() {
      var running = family == Family.ALL ? process.descendants() : Stream.<ProcessHandle>of();
      return Stream.concat(Stream.of(process), running)
          .mapToDouble(p -> statSeconds(p.pid(), family == Family.NONE ? OWN : WITH_ENDED))
          .sum();
    }
  }

  /** Whose time is a part's, besides its own. */
  private enum Family {
    NONE,
    /** Tools that generated load, say. */
    ENDED,
    ALL
  }

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Double> before = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private final double busyBefore = machineBusySeconds();

  private ProcessorUse(Map<String, Part> parts) {
    this.parts.putAll(parts);
    this.parts.forEach((name, part) -> before.put(name, part.usedSeconds()));
  }

  /**
   * From now on. Children of this process and of the supervisor that still run are parts of their
   * own.
   */
  public static ProcessorUse of(Hosts hosts) {
    var parts = new LinkedHashMap<String, Part>();
    parts.put("load generator", new Part(ProcessHandle.current(), Family.ENDED));
    for (var host : hosts.all()) {
      for (var kind : PartKind.values()) {
        var process = host.processIfRunning(kind);
        process.ifPresent(p -> parts.put(host.id() + "/" + kind.word(), new Part(p, Family.ALL)));
      }
    }
    if (hosts.all().size() > 1) {
      parts.put("links", new Part(hosts.supervisor(), Family.NONE));
    }
    return new ProcessorUse(parts);
  }

  /** The same with one more program. */
  public static ProcessorUse of(Hosts hosts, Program program) {
    var parts = new LinkedHashMap<>(of(hosts).parts);
    parts.put(program.toString(), new Part(program.process(), Family.ALL));
    return new ProcessorUse(parts);
  }

  /** What a process and its children, also those that have ended, have used since they began. */
  public static double seconds(ProcessHandle process) {
    return new Part(process, Family.ALL).usedSeconds();
  }

  /** Adds a note: cores used since this was made. */
  public void writeTo(Section section) {
    var seconds = (System.nanoTime() - startNanos) / 1e9;
    var note = new StringBuilder("cores in use: ");
    var ours = 0.0;
    for (var part : parts.entrySet()) {
      // Who was killed meanwhile is not known any more.
      var used = Math.max(0, part.getValue().usedSeconds() - before.get(part.getKey()));
      var cores = used / seconds;
      ours += cores;
      if (cores >= LEAST_CORES) {
        note.append("%s %.2f, ".formatted(part.getKey(), cores));
      }
    }
    var others = Math.max(0, (machineBusySeconds() - busyBefore) / seconds - ours);
    section.note(note.append("everybody else on the machine %.2f".formatted(others)).toString());
  }

  private static double statSeconds(long pid, int fieldsOfTime) {
    try {
      var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name of the program, in brackets, may hold spaces.
      var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Stream.of(fields).skip(FIRST_TIME).limit(fieldsOfTime).mapToLong(Long::parseLong).sum()
          / TICKS_PER_SECOND;
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
