package org.steadyboard.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * An upload that this caller alone may write to, until it closes it: that leaves it to be resumed.
 * For one thread at a time. After {@link #finish}, {@link #abort} or {@link #close} it takes no
 * more bytes.
 */
public interface Upload extends AutoCloseable {

  /** How far an upload may get ahead of what is safe from a crash. */
  long MAX_UNSAFE_BYTES = 8L << 20;

  /** The offset that the next byte has, the length and what its beginner wrote with it. */
  UploadState state();

  /**
   * Adds bytes to the end.
   *
   * @throws FileTooLarge when they are more than the length has room for; none of them is taken
   * @throws DiskFull when they do not fit the disk; the upload is aborted, as there is no use in
   *     what fills a disk
   * @throws IOException when the disk fails: the upload is aborted; or when the thread was
   *     interrupted: it is to be closed, and can be resumed
   */
  void append(ByteBuffer bytes) throws IOException;

  /**
   * Opens what has been appended for reading, at any time and by any thread; the caller closes it.
   * It can be read on when the upload has ended.
   */
  SeekableByteChannel reader() throws IOException;

  /**
   * Reads what has come, safe or not: as much as there is from {@code at} on, and room for.
   *
   * @return how many bytes
   */
  int read(ByteBuffer into, long at) throws IOException;

  /** Remembers this offset for {@link #reset}, instead of the one before. */
  void mark();

  /** Takes back what was appended since {@link #mark}, or since it was opened. */
  void reset() throws IOException;

  /**
   * Ends it as a file of the store, which survives a crash.
   *
   * @param expected if it is known
   * @throws IllegalStateException when bytes are missing; the upload is as before
   * @throws WrongContent when it has another SHA-256; the upload is gone
   * @throws IOException when the disk fails; the upload is closed, and can be resumed where it
   *     still stands
   */
  StoredFile finish(Optional<Sha256> expected) throws IOException;

  /** Ends it without a trace. */
  void abort() throws IOException;

  /** Makes safe what was appended and lets others resume it. Harmless when it has ended. */
  @Override
  void close() throws IOException;
}
