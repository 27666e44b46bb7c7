package org.steadyboard.mediasync.files;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where media files lie on this host. */
@ConfigMapping(prefix = "media")
public interface MediaSettings {

  /** MEDIA_DIR: a folder of one file system; lesson-service's imports write into it too. */
  Path dir();

  /** MEDIA_MAX_BYTES: the largest file that is kept. */
  long maxBytes();
}
