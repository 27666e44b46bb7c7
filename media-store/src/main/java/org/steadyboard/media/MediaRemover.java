package org.steadyboard.media;

import java.io.IOException;
import java.time.Instant;

/** Takes files out of a store. Who reads one meanwhile reads on. */
public interface MediaRemover {

  /**
   * Removes a file, unless it was put since: whoever put it is about to write its row. A remove may
   * be undone by a crash of the machine.
   *
   * @param before the moment since which nobody may have put it
   * @return whether it was held, and is gone
   * @throws StoreBusy when another holds it for long
   */
  boolean remove(Sha256 name, Instant before) throws IOException;

  /**
   * Takes a file that is no longer what its name says out of the store, and keeps it for an
   * operator to look at, for 30 days.
   *
   * @param reason 1 to 40 lower-case letters and hyphens
   * @return whether it was held, and is set aside
   * @throws StoreBusy when another holds it for long
   */
  boolean setAside(Sha256 name, String reason) throws IOException;
}
