package org.steadyboard.mediasync.upload;

import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.media.MediaType;
import org.steadyboard.media.PictureSize;

/** Whether a file is one that is kept: by what it is, whatever it is called. */
final class FileKind {

  private FileKind() {}

  /**
   * The type of a file.
   *
   * @param claimedType what its sender says that it is; empty: nothing
   * @param head its first {@link MediaType#HEAD_BYTES}, or all of a shorter one
   * @throws Problem unsupported-media-type, too-large
   */
  static String typeOf(String claimedType, byte[] head) {
    var type =
        MediaType.of(head)
            .orElseThrow(() -> unsupported("What is in the file is of no kind that is kept"));
    if (claimedType.startsWith("image/") && !type.startsWith("image/")) {
      throw unsupported("The file is no picture, although it says so");
    }
    if (PictureSize.of(type, head).filter(PictureSize::isTooLarge).isPresent()) {
      throw new Problem(
          ProblemCode.TOO_LARGE,
          "A picture has at most %d pixels, and %d along a side"
              .formatted(PictureSize.MAX_PIXELS, PictureSize.MAX_SIDE_PIXELS));
    }
    return type;
  }

  private static Problem unsupported(String detail) {
    return new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
  }
}
