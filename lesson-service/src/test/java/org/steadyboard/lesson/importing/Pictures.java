package org.steadyboard.lesson.importing;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Optional;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.Sha256;

/** The files that imported lessons show, where media-sync-service gives them out from. */
final class Pictures {

  private Pictures() {}

  /** What the store holds for an address like {@code /media/<sha256>/duck.png}. */
  static Optional<byte[]> at(String address, MediaStore store) throws IOException {
    var name = Sha256.parse(address.split("/")[2]).orElseThrow();
    try (var file = store.open(name).orElse(null)) {
      return file == null
          ? Optional.empty()
          : Optional.of(Channels.newInputStream(file).readAllBytes());
    }
  }
}
