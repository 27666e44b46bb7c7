package org.steadyboard.mediasync.peer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.steadyboard.media.Sha256;

/** Files that somebody wants now and this host does not hold yet. */
public interface Fetching {

  /** How long a caller waits for a peer that has the file, until there is none. */
  Duration MAX_WAIT = Duration.ofSeconds(3);

  /**
   * Asks the peers for a file and keeps it. However many ask for it at once, it is fetched once; it
   * is kept also when nobody reads it to its end. Blocks for {@link #MAX_WAIT} at most: for virtual
   * threads.
   *
   * @return empty when no peer that can be reached has it, or it can't be kept for want of room
   */
  Optional<Arriving> fetch(Sha256 file) throws InterruptedException;

  /** A file that is on its way. */
  interface Arriving {

    /** In bytes, as the peer said; a file of another size never becomes whole. */
    long size();

    /**
     * Reads from an offset on, as bytes arrive. When a peer breaks off, another goes on unseen.
     * Reads block, for virtual threads, and fail when nothing comes for too long. The last byte is
     * given only once the whole file has its hash: who was given all of {@link #size} was given the
     * right file, and who passes them on with a Content-Length never ends well with a wrong one.
     *
     * @param offset 0 to {@link #size}
     */
    InputStream from(long offset) throws IOException;
  }
}
