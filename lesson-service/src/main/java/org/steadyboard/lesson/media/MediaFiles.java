package org.steadyboard.lesson.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.MediaStore;

/** The store that this service keeps its files in. */
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
