package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * Keeps files under the SHA-256 of their bytes. A file never changes and is never half there: it is
 * either absent, or its name is true. Safe for any number of threads and processes at once; putting
 * the same bytes twice, even at the same time, keeps them once.
 *
 * <p>Every implementation passes {@code MediaStoreContract}.
 */
public interface MediaStore {

  /**
   * Reads {@code bytes} to its end and keeps it. When this returns, the file survives a crash of
   * the machine and can be opened. When it throws, whatever the reason, nothing was kept and what
   * was there before is untouched. The stream is not closed.
   *
   * @throws FileTooLarge as soon as more than {@code maxBytes} have come
   * @throws IOException when the stream breaks or the store cannot write
   */
  StoredFile put(InputStream bytes, long maxBytes) throws IOException;

  /**
   * Opens a file for reading from its beginning; the caller closes it. Empty when it is not held:
   * that is no error.
   */
  Optional<SeekableByteChannel> open(Sha256 name) throws IOException;

  /** Whether the file is held now. */
  boolean holds(Sha256 name) throws IOException;
}
