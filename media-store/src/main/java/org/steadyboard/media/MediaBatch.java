package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Many small files that are kept together, as syncing each for itself is what they would cost. None
 * of them is held before {@link #keep}. For one thread at a time.
 */
public interface MediaBatch extends AutoCloseable {

  int MAX_FILES = 512;

  /** Of all files in it together. */
  long MAX_BYTES = 32L << 20;

  /** Whether a file of so many bytes may be added. */
  boolean hasRoomFor(long bytes);

  /**
   * Reads {@code bytes} to its end. When this throws, the batch is as before.
   *
   * @throws WrongContent when others came than announced, as soon as it shows
   * @throws DiskFull when the disk is below its reserve, or full
   * @throws IllegalStateException when it has no room
   */
  void add(InputStream bytes, Content expected) throws IOException;

  /**
   * Ends it. When this returns, all its files survive a crash of the machine. When it throws, none
   * is to be relied upon, and some may be held, whole.
   *
   * @return its files, in the order in which they were added
   */
  List<StoredFile> keep() throws IOException;

  /** Drops what was not kept. */
  @Override
  void close() throws IOException;
}
