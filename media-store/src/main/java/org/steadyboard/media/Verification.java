package org.steadyboard.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;

/**
 * A file that is read again in steps, so that its caller sets the pace. For one thread at a time.
 */
public final class Verification implements AutoCloseable {

  /** What is known after a step. */
  public enum Result {
    UNFINISHED,
    SOUND,
    /** Its bytes are others, or the disk does not give them. */
    ROTTEN
  }

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Sha256 name;
  private final ReadableByteChannel file;
  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
  private Result result = Result.UNFINISHED;

  Verification(Sha256 name, ReadableByteChannel file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Reads on; after the end, tells the result again.
   *
   * @param maxBytes to be read at most, 1 or more
   * @throws IOException only when it was closed, or its thread interrupted
   */
  public Result step(int maxBytes) throws IOException {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("a step of no bytes has no end");
    }
    for (var left = maxBytes; left > 0 && result == Result.UNFINISHED; ) {
      left -= readOn(left);
    }
    return result;
  }

  private int readOn(int maxBytes) throws IOException {
    chunk.clear().limit(Math.min(maxBytes, CHUNK_BYTES));
    try {
      var count = file.read(chunk);
      if (count < 0) {
        result = Sha256.of(digest.digest()).equals(name) ? Result.SOUND : Result.ROTTEN;
        return 0;
      }
      digest.update(chunk.flip());
      return count;
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException unreadable) {
      result = Result.ROTTEN;
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
