package org.steadyboard.lesson.importing;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where imports put pictures: in the folder that media-sync-service gives out from. */
@ConfigMapping(prefix = "lesson")
public interface MediaSettings {

  /** MEDIA_DIR: a folder of one file system. */
  Path mediaDir();

  /** MEDIA_MAX_BYTES: the largest file that is kept. */
  long mediaMaxBytes();
}
