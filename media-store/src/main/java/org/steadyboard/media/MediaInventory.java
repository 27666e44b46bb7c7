package org.steadyboard.media;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells which files are held, a page at a time, in memory for one page. */
public interface MediaInventory {

  int MAX_LISTED = 10_000;

  /**
   * @param after the last one of the page before; empty: from the first
   * @param max 1 to {@link #MAX_LISTED}
   * @return in order of their bytes; fewer than {@code max}: these are the last. What comes or goes
   *     meanwhile may be among them or not.
   */
  List<Sha256> list(Optional<Sha256> after, int max) throws IOException;
}
