package org.steadyboard.mediasync.upload;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.media.UploadState;

/**
 * What is kept beside an unfinished upload: whose it is and what was said of the file. A line each,
 * as none of them has a line break.
 *
 * @param ownerId the account that began it
 * @param fileName as it is kept
 * @param claimedType the type that the file is said to have; empty: none
 */
record About(UUID ownerId, String fileName, String claimedType) {

  private static final String SIGN = "upload 1";
  private static final int MAX_TYPE_CHARACTERS = 100;

  About {
    var isPlain = claimedType.matches("[\\x20-\\x7e]{0," + MAX_TYPE_CHARACTERS + "}");
    claimedType = isPlain ? claimedType : "";
  }

  byte[] bytes() {
    return String.join("\n", SIGN, ownerId.toString(), fileName, claimedType)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Empty of what others have begun in the same folder, such as a file that comes from a peer. */
  static Optional<About> of(UploadState state) {
    var lines = new String(state.about(), StandardCharsets.UTF_8).split("\n", -1);
    return lines.length == 4 && lines[0].equals(SIGN)
        ? Optional.of(new About(UUID.fromString(lines[1]), lines[2], lines[3]))
        : Optional.empty();
  }
}
