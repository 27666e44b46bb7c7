package org.steadyboard.media;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Locks by name among all threads and processes that use a folder. Each is one byte of a file that
 * stays, so a lock outlives no process, and no lock file has to be removed while others wait for
 * it.
 */
final class FolderLocks {

  /**
   * For what is held while a file is renamed. Who holds it longer is frozen, and not waited for.
   */
  static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);

  /**
   * One channel for each file and process, never closed: the system takes all locks of a process on
   * a file back once the process closes any channel to it.
   */
  private static final Map<Object, FolderLocks> OPEN = new HashMap<>();

  private final FileChannel channel;

  private FolderLocks(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes the file when it is not there. */
  static FolderLocks of(Path file) throws IOException {
    synchronized (OPEN) {
      // Asked for with each file that is named.
      var key = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? keyOf(file) : make(file);
      var known = OPEN.get(key);
      if (known == null) {
        known =
            new FolderLocks(
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        OPEN.put(key, known);
      }
      return known;
    }
  }

  private static Object make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // Another process was first.
    }
    return keyOf(file);
  }

  private static Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** To be given back by closing it, by any thread. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** Empty when another thread or process holds it. */
  Optional<Held> tryTake(String name) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(place(name), 1, false)).map(FolderLocks::held);
    } catch (OverlappingFileLockException heldByAThreadOfOurs) {
      return Optional.empty();
    }
  }

  private static Held held(FileLock lock) {
    return lock::release;
  }

  /**
   * @throws StoreBusy when another holds it for longer than {@link #MAX_WAIT}
   */
  Held take(String name) throws IOException {
    return take(name, MAX_WAIT);
  }

  Held take(String name, Duration maxWait) throws IOException {
    var began = System.nanoTime();
    while (true) {
      var held = tryTake(name);
      if (held.isPresent()) {
        return held.get();
      }
      if (System.nanoTime() - began > maxWait.toNanos()) {
        throw new StoreBusy(name);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting for " + name);
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** Two names share one by chance of one in 2^62. */
  private static long place(String name) {
    var hash = Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getLong() >>> 2;
  }
}
