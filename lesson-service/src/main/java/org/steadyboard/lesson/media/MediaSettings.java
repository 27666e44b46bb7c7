package org.steadyboard.lesson.media;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where media files lie on this host. */
@ConfigMapping(prefix = "lesson")
public interface MediaSettings {

  /** MEDIA_DIR: a folder of one file system. */
  Path mediaDir();

  /** MEDIA_MAX_BYTES: the largest file that is kept. */
  long mediaMaxBytes();
}
