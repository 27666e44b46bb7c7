package org.steadyboard.bench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyboard.bench.BenchFailure;

/**
 * What the system holds for a program, as {@code /proc/PID/smaps_rollup} says. Of a single process:
 * all that is resident, also what it shares with others, such as the file of a cache. Of a family
 * such as Postgres': proportional shares added up, for each member would count the shared buffers
 * again.
 *
 * @param anonymousKib of it, what lies in no file
 */
public record Footprint(long residentKib, long anonymousKib) {

  public static Footprint of(ProcessHandle process) {
    var family =
        Stream.concat(Stream.of(process), process.descendants())
            .map(Footprint::rollup)
            .flatMap(Optional::stream)
            .toList();
    if (family.isEmpty()) {
      throw new BenchFailure("the memory of a process is read from /proc, which says nothing");
    }
    return family.size() == 1
        ? alone(family.getFirst())
        : family.stream().map(Footprint::share).reduce(new Footprint(0, 0), Footprint::plus);
  }

  static Footprint alone(String rollup) {
    return new Footprint(kib(rollup, "Rss"), kib(rollup, "Anonymous"));
  }

  static Footprint share(String rollup) {
    return new Footprint(kib(rollup, "Pss"), kib(rollup, "Pss_Anon"));
  }

  private Footprint plus(Footprint other) {
    return new Footprint(residentKib + other.residentKib, anonymousKib + other.anonymousKib);
  }

  private static long kib(String rollup, String field) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new BenchFailure("smaps_rollup has no line " + field));
  }

  /** Empty for one that has just ended. */
  private static Optional<String> rollup(ProcessHandle process) {
    try {
      return Optional.of(Files.readString(Path.of("/proc/" + process.pid() + "/smaps_rollup")));
    } catch (IOException goneOrNotLinux) {
      return Optional.empty();
    }
  }
}
