package org.steadyboard.mediasync.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.steadyboard.media.LocalFiles;

/** The store that this service keeps its files in. */
@ApplicationScoped
public class MediaFiles {

  @Produces
  @Singleton
  LocalFiles store(MediaSettings settings) {
    try {
      return new LocalFiles(settings.dir());
    } catch (IOException e) {
      throw new UncheckedIOException("MEDIA_DIR cannot be written", e);
    }
  }
}
