package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Memory of a process and its children in bytes, as the kernel of Linux counts it; elsewhere
 * unknown. One process: resident memory. A family such as Postgres': proportional shares added up,
 * because each member would otherwise count the shared buffers again.
 */
public final class Memory {
  private static final long KIB = 1024;

  private Memory() {}

  public static OptionalLong of(ProcessHandle process) {
    List<Long> family =
        Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid).toList();
    return family.size() == 1
        ? kibibytes(family.getFirst(), "status", "VmRSS:")
        : family.stream()
            .map(pid -> kibibytes(pid, "smaps_rollup", "Pss:"))
            .reduce(
                OptionalLong.empty(),
                (a, b) ->
                    a.isEmpty()
                        ? b
                        : b.isEmpty() ? a : OptionalLong.of(a.getAsLong() + b.getAsLong()));
  }

  private static OptionalLong kibibytes(long pid, String file, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException goneOrNotLinux) {
      return OptionalLong.empty();
    }
  }
}
