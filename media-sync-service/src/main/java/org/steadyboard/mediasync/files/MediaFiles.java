package org.steadyboard.mediasync.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.steadyboard.media.DiskSpace;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.Uploads;

/** The store that this service keeps its files in. */
@ApplicationScoped
public class MediaFiles {

  @Produces
  @Singleton
  @Typed({LocalFiles.class, MediaStore.class})
  LocalFiles store(MediaSettings settings) {
    try {
      return new LocalFiles(settings.dir());
    } catch (IOException e) {
      throw new UncheckedIOException("MEDIA_DIR cannot be written", e);
    }
  }

  @Produces
  @ApplicationScoped
  Uploads uploads(LocalFiles files) {
    return files.uploads();
  }

  @Produces
  @ApplicationScoped
  DiskSpace space(LocalFiles files) {
    return files.space();
  }
}
