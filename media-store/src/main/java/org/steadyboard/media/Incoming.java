package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that are being written, under names that mean nothing yet. What a crash left is removed
 * once nothing was written to it for {@link #MAX_AGE}; what this process is writing never is,
 * however slowly it comes. Safe for threads, and beside other processes.
 */
final class Incoming {

  /** Of what another process may still be writing, since it last did. */
  static final Duration MAX_AGE = Duration.ofDays(1);

  static final Duration SWEPT_EVERY = Duration.ofHours(1);

  private final Path folder;
  private final Clock clock;
  private final Set<Path> running = ConcurrentHashMap.newKeySet();
  private Instant nextSweep = Instant.MIN;

  Incoming(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** To be ended by {@link #done}. */
  Path newFile() throws IOException {
    var file = Files.createTempFile(folder, "put-", ".part");
    running.add(file);
    return file;
  }

  /** Removes it, unless it was renamed. */
  void done(Path file) throws IOException {
    running.remove(file);
    Files.deleteIfExists(file);
  }

  /** Nothing is left behind but by what puts, so it is enough to look then. */
  void sweepIfDue() throws IOException {
    if (isDue()) {
      sweep();
    }
  }

  private synchronized boolean isDue() {
    var now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return false;
    }
    nextSweep = now.plus(SWEPT_EVERY);
    return true;
  }

  void sweep() throws IOException {
    var oldest = clock.instant().minus(MAX_AGE);
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (!running.contains(file) && isOlder(file, oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOlder(Path file, Instant than) throws IOException {
    try {
      return Files.isRegularFile(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(than);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
