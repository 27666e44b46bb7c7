package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes files in. When a file was taken, it survives a crash of the machine and can be opened. When
 * taking it throws, whatever the reason, nothing of it is left and what was there before is
 * untouched; only where the very last sync fails, the whole file may be held under its name.
 */
public interface MediaWriter {

  /**
   * Reads {@code bytes} to its end and keeps it. The stream is not closed.
   *
   * @throws FileTooLarge as soon as more than {@code maxBytes} have come
   * @throws DiskFull when the disk is below its reserve, or full
   * @throws IOException when the stream breaks or the store cannot write
   */
  StoredFile put(InputStream bytes, long maxBytes) throws IOException;

  /**
   * As {@link #put(InputStream, long)}, of bytes that were announced.
   *
   * @throws WrongContent when others came, as soon as it shows
   */
  StoredFile put(InputStream bytes, Content expected) throws IOException;

  /** Begins a batch of small files; the caller closes it. */
  MediaBatch batch() throws IOException;
}
