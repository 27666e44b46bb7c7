package org.steadyboard.localhosts.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file by which a Postgres server holds its data folder. A server that was killed leaves it,
 * and when its number has gone to another process since, the next server would refuse to start.
 */
public final class PostmasterFile {
  private static final Duration START_TIME_TOLERANCE = Duration.ofSeconds(10);

  private PostmasterFile() {}

  /** Removes the file when the server that wrote it is gone. */
  public static void removeIfStale(Path postgresData) {
    Path file = postgresData.resolve("postmaster.pid");
    try {
      if (Files.exists(file) && holder(Files.readAllLines(file)).isEmpty()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The running server that wrote these lines: number in the first, start in the third. */
  static Optional<ProcessHandle> holder(List<String> lines) {
    if (lines.size() < 3) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.get(0).strip());
    Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(process, started));
  }

  private static boolean startedAt(ProcessHandle process, Instant started) {
    return process
        .info()
        .startInstant()
        .map(at -> Duration.between(at, started).abs().compareTo(START_TIME_TOLERANCE) <= 0)
        .orElse(true);
  }
}
