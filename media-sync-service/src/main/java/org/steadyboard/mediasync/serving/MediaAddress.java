package org.steadyboard.mediasync.serving;

import java.util.Optional;
import java.util.regex.Pattern;
import org.steadyboard.media.Sha256;

/** {@code /media/<sha256>/<any name>}: the name is for people, the rest says which file it is. */
final class MediaAddress {

  private static final Pattern ADDRESS = Pattern.compile("/media/([0-9a-f]{64})/[^/]{1,400}");

  private MediaAddress() {}

  /**
   * @param path decoded and without dots
   */
  static Optional<Sha256> read(String path) {
    var address = ADDRESS.matcher(path);
    return address.matches() ? Sha256.parse(address.group(1)) : Optional.empty();
  }
}
