package org.steadyboard.media;

import java.io.IOException;
import java.util.Optional;

/** Reads files again, to see whether they still are what their names say. */
public interface MediaVerifier {

  /** Begins with a file; the caller closes it. Empty when it is not held. */
  Optional<Verification> verify(Sha256 name) throws IOException;
}
