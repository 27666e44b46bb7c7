package org.steadyboard.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives out files by the SHA-256 of their bytes. What is not there is no error. */
public interface MediaReader {

  /** Opens a file for reading from its beginning; the caller closes it. */
  Optional<SeekableByteChannel> open(Sha256 name) throws IOException;

  /** In bytes. */
  OptionalLong size(Sha256 name) throws IOException;

  /** Whether the file is held now. */
  default boolean holds(Sha256 name) throws IOException {
    return size(name).isPresent();
  }
}
