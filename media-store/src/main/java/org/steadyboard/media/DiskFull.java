package org.steadyboard.media;

import java.io.IOException;

/**
 * The disk has no room for a file: it would get below its reserve, or a write met its very end.
 * Nothing of the file was kept.
 */
public final class DiskFull extends StoreRefusal {

  private static final long serialVersionUID = 1L;

  DiskFull(String what) {
    super(what);
  }

  DiskFull(IOException cause) {
    super(cause);
  }
}
