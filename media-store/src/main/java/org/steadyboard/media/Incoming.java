package org.steadyboard.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The folder of what is being written, under names that mean nothing yet. Up to its first dot a
 * name is that of the lock that its writer holds; what no living process holds, and was not written
 * to for {@link #MAX_AGE}, is removed. Safe for threads, and beside other processes.
 */
final class Incoming {

  /** Of what nobody is writing, since it last was written to. */
  static final Duration MAX_AGE = Duration.ofHours(1);

  static final Duration SWEPT_EVERY = Duration.ofMinutes(10);

  private static final String LOCKS = "locks";
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path folder;
  private final Clock clock;
  private Instant nextSweep = Instant.MIN;

  Incoming(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Path folder() {
    return folder;
  }

  FolderLocks locks() throws IOException {
    return FolderLocks.of(folder.resolve(LOCKS));
  }

  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, NEW, PRIVATE);
  }

  /** Names of files that are nobody else's, and not swept before it is closed. */
  static final class Names implements AutoCloseable {
    private final Path first;
    private final FolderLocks.Held lock;
    private int given;

    private Names(Path first, FolderLocks.Held lock) {
      this.first = first;
      this.lock = lock;
    }

    Path next() {
      return first.resolveSibling(first.getFileName() + "." + given++ + ".tmp");
    }

    @Override
    public void close() throws IOException {
      lock.close();
    }
  }

  Names newNames() throws IOException {
    var name = "put-" + UUID.randomUUID();
    return new Names(folder.resolve(name), locks().take(name));
  }

  /** A file that is gone once it is closed, unless it was renamed. */
  record Temporary(Path path, FileChannel channel, Names names) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (names;
          channel) {
        Files.deleteIfExists(path);
      }
    }
  }

  Temporary newFile() throws IOException {
    var names = newNames();
    try {
      var path = names.next();
      return new Temporary(path, create(path), names);
    } catch (IOException | RuntimeException e) {
      names.close();
      throw e;
    }
  }

  /** Little is left behind but by what puts, so it is enough to look then. */
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

  /**
   * @return how many files were removed; one that cannot be is left to the next sweep
   */
  int sweep() throws IOException {
    var removed = 0;
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (isForgotten(file) && sweep(file)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private boolean sweep(Path file) throws IOException {
    var lock = locks().tryTake(lockName(file));
    if (lock.isEmpty()) {
      return false;
    }
    try (var _ = lock.get()) {
      // It may have been written to before the lock was ours.
      return isForgotten(file) && Files.deleteIfExists(file);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isForgotten(Path file) throws IOException {
    var isOurs = !file.getFileName().toString().equals(LOCKS);
    return isOurs && lastWritten(file).filter(at -> at.isBefore(oldest())).isPresent();
  }

  private Instant oldest() {
    return clock.instant().minus(MAX_AGE);
  }

  private static String lockName(Path file) {
    return file.getFileName().toString().split("\\.", 2)[0];
  }

  /** Of an upload's description: when the upload was written to. Empty of what is no file. */
  private Optional<Instant> lastWritten(Path file) throws IOException {
    var own = writtenAt(file);
    var part = writtenAt(file.resolveSibling(lockName(file) + PartName.PART));
    return own.map(at -> part.filter(at::isBefore).orElse(at));
  }

  private static Optional<Instant> writtenAt(Path file) throws IOException {
    return Places.attributes(file)
        .filter(BasicFileAttributes::isRegularFile)
        .map(found -> found.lastModifiedTime().toInstant());
  }
}
