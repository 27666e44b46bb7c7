package org.steadyboard.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.JvmMemory;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * How the parts of a host are at one moment, by name: as {@code a/lesson}.
 *
 * @param processes of the parts that run
 * @param memory of those on a JVM, after a full collection
 * @param logBytes of each part's logs, those that were put aside included
 */
record Condition(
    Map<String, Long> processes, Map<String, JvmMemory> memory, Map<String, Long> logBytes) {

  private static final List<PartKind> ON_A_JVM =
      List.of(PartKind.LESSON, PartKind.BOARD, PartKind.MEDIA, PartKind.INGRESS);

  static Condition of(List<Host> hosts) {
    var processes = new LinkedHashMap<String, Long>();
    var memory = new LinkedHashMap<String, JvmMemory>();
    var logs = new LinkedHashMap<String, Long>();
    for (var host : hosts) {
      for (var kind : PartKind.values()) {
        var name = host.id() + "/" + kind.word();
        logs.put(name, logBytes(host, kind));
        host.processIfRunning(kind)
            .ifPresent(
                process -> {
                  processes.put(name, process.pid());
                  if (ON_A_JVM.contains(kind)) {
                    memory.put(name, JvmMemory.of(process));
                  }
                });
      }
    }
    return new Condition(processes, memory, logs);
  }

  private static long logBytes(Host host, PartKind kind) {
    try (var files = Files.list(host.place().logFolder())) {
      var sum = 0L;
      for (var file : files.toList()) {
        if (file.getFileName().toString().startsWith(kind.word() + ".")) {
          sum += Files.size(file);
        }
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parts that are another process now, or none. */
  List<String> diedSince(Condition before) {
    var died = new ArrayList<String>();
    before.processes.forEach(
        (name, pid) -> {
          if (!pid.equals(processes.get(name))) {
            died.add(name);
          }
        });
    return died;
  }

  /** How much more the system holds for a part, in percent of what it held. */
  double residentGrowth(String part, Condition before) {
    return growth(before.memory.get(part).rssAfterGcKib(), memory.get(part).rssAfterGcKib());
  }

  /** The same of its live objects. */
  double heapGrowth(String part, Condition before) {
    return growth(before.memory.get(part).heapKib(), memory.get(part).heapKib());
  }

  private static double growth(long before, long now) {
    return 100.0 * (now - before) / before;
  }

  /** The greatest growth of any part, of both kinds, in percent. */
  double growthSince(Condition before) {
    return memory.keySet().stream()
        .filter(before.memory::containsKey)
        .mapToDouble(p -> Math.max(residentGrowth(p, before), heapGrowth(p, before)))
        .max()
        .orElse(0);
  }
}
