package org.steadyboard.lesson.importing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.MediaStore;

/** The store that imports put files in, which is media-sync-service's as well. */
@ApplicationScoped
public class MediaFiles {

  @Produces
  @Singleton
  MediaStore store(MediaSettings settings) {
    try {
      return new LocalFiles(settings.mediaDir());
    } catch (IOException e) {
      throw new UncheckedIOException("MEDIA_DIR cannot be written", e);
    }
  }
}
