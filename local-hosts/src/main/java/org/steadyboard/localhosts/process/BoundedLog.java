package org.steadyboard.localhosts.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Writes down what a part says, and no more than this machine has room for: a log that is full
 * becomes {@code NAME.1}, of which one is kept, and what is said faster than it may be is left out
 * and counted. Whoever speaks is never held up, not even by a full disk. For one thread.
 */
public final class BoundedLog implements Closeable {

  /**
   * @param fileBytes of a log; the one before it takes as much again
   * @param atOnceBytes after a time in which little was said
   * @param bytesPerSecond in the long run
   */
  public record Limits(long fileBytes, long atOnceBytes, long bytesPerSecond) {
    private static final int MIB = 1024 * 1024;

    public static final Limits USUAL = new Limits(10 * MIB, 4 * MIB, 64 * 1024);
  }

  private static final int PIECE_BYTES = 8 * 1024;
  private static final byte[] LINE_END = {'\n'};

  private final Path log;
  private final Limits limits;
  private final InstantSource clock;

  private OutputStream file;
  private long length;
  private long allowance;
  private Instant allowedAt;
  private long leftOutBytes;
  private boolean lineOpen;

  /** Makes the folder; goes on with the log that is there. */
  public BoundedLog(Path log, Limits limits, InstantSource clock) throws IOException {
    this.log = log;
    this.limits = limits;
    this.clock = clock;
    this.allowance = limits.atOnceBytes();
    this.allowedAt = clock.instant();
    Files.createDirectories(log.getParent());
    open();
  }

  /** Writes down all of it, on a thread of its own that ends with it. */
  public static Thread follow(InputStream said, Path log) throws IOException {
    var bounded = new BoundedLog(log, Limits.USUAL, InstantSource.system());
    return Thread.ofPlatform()
        .daemon()
        .name("log-" + log.getFileName())
        .start(() -> bounded.writeAll(said));
  }

  private void writeAll(InputStream said) {
    var piece = new byte[PIECE_BYTES];
    try (this;
        said) {
      for (int count = said.read(piece); count >= 0; count = said.read(piece)) {
        write(piece, count);
      }
    } catch (IOException ended) {
      // It says nothing any more.
    }
  }

  void write(byte[] piece, int count) {
    grow();
    if (count > allowance) {
      leftOutBytes += count;
      return;
    }
    try {
      tellWhatWasLeftOut();
      append(piece, count);
      allowance -= count;
    } catch (IOException diskFull) {
      leftOutBytes += count;
    }
  }

  private void grow() {
    Instant now = clock.instant();
    long millis = Duration.between(allowedAt, now).toMillis();
    if (millis > 0) {
      allowance =
          Math.min(limits.atOnceBytes(), allowance + millis * limits.bytesPerSecond() / 1_000);
      allowedAt = now;
    }
  }

  private void tellWhatWasLeftOut() throws IOException {
    if (leftOutBytes > 0) {
      byte[] told =
          "[%d bytes were left out here: too much at once]\n"
              .formatted(leftOutBytes)
              .getBytes(StandardCharsets.US_ASCII);
      if (lineOpen) {
        append(LINE_END, 1);
      }
      append(told, told.length);
      leftOutBytes = 0;
    }
  }

  private void append(byte[] piece, int count) throws IOException {
    if (length + count > limits.fileBytes()) {
      file.close();
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      open();
    }
    file.write(piece, 0, count);
    length += count;
    lineOpen = piece[count - 1] != '\n';
  }

  private void open() throws IOException {
    file = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    length = Files.size(log);
  }

  @Override
  public void close() {
    try {
      tellWhatWasLeftOut();
      file.close();
    } catch (IOException diskFull) {
      // Nobody is left who could be told.
    }
  }
}
