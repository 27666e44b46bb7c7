package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Stores whose disk is below its reserve, as only their own package makes them. */
public final class NearlyFull {

  private NearlyFull() {}

  /** On any disk: none has as much as is to stay free. */
  public static LocalFiles store(Path folder) throws IOException {
    return new LocalFiles(folder, Clock.systemUTC(), FolderSync::sync, total -> Long.MAX_VALUE / 2);
  }
}
