package org.steadyboard.media;

import java.util.Optional;

/**
 * How large a picture becomes when it is shown, as its first bytes say. A small file can be a
 * picture that takes gigabytes of a board's memory.
 */
public record PictureSize(long width, long height) {

  /** More than any camera's; a board needs 4 bytes for each to show it. */
  public static final long MAX_PIXELS = 120_000_000;

  /** More than most graphics processors draw. */
  public static final long MAX_SIDE_PIXELS = 16_384;

  public boolean isTooLarge() {
    return width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS || width * height > MAX_PIXELS;
  }

  /**
   * Empty of what is no picture of pixels, and of a JPEG or AVIF whose size stands behind what was
   * read of it.
   *
   * @param head the first {@link MediaType#HEAD_BYTES} of the file, or all of a shorter one
   */
  public static Optional<PictureSize> of(String contentType, byte[] head) {
    var read = new FileHead(head);
    try {
      return switch (contentType) {
        case "image/png" -> Optional.of(new PictureSize(read.intAt(16), read.intAt(20)));
        case "image/gif" -> Optional.of(new PictureSize(little(read, 6), little(read, 8)));
        case "image/webp" -> webp(read);
        case "image/jpeg" -> jpeg(read);
        case "image/avif" -> avif(read);
        default -> Optional.empty();
      };
    } catch (ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static int little(FileHead head, int place) {
    return head.at(place) | head.at(place + 1) << 8;
  }

  /** RFC 9649: with features, lossless or lossy. */
  private static Optional<PictureSize> webp(FileHead head) {
    if (head.has(12, "VP8X")) {
      return Optional.of(
          new PictureSize(head.littleTripleAt(24) + 1L, head.littleTripleAt(27) + 1L));
    }
    if (head.has(12, "VP8L")) {
      var bits = head.littleTripleAt(21) | (long) head.at(24) << 24;
      return Optional.of(new PictureSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
    }
    return Optional.of(new PictureSize(little(head, 26) & 0x3FFF, little(head, 28) & 0x3FFF));
  }

  /** Walks from segment to segment to the frame's (ITU T.81, B.2.2). */
  private static Optional<PictureSize> jpeg(FileHead head) {
    for (var at = 2; at + 9 < head.bytes().length; ) {
      var marker = head.at(at + 1);
      if (head.at(at) != 0xFF) {
        return Optional.empty();
      }
      if (marker == 0xFF) {
        at++;
      } else if (isFrame(marker)) {
        return Optional.of(new PictureSize(head.shortAt(at + 7), head.shortAt(at + 5)));
      } else {
        at += 2 + head.shortAt(at + 2);
      }
    }
    return Optional.empty();
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** The largest of the picture's parts and of the whole (ISO 23008-12, 6.5.3). */
  private static Optional<PictureSize> avif(FileHead head) {
    Optional<PictureSize> largest = Optional.empty();
    for (var at = head.find("ispe", 0, Integer.MAX_VALUE);
        at >= 0 && at + 16 <= head.bytes().length;
        at = head.find("ispe", at + 4, Integer.MAX_VALUE)) {
      var found = new PictureSize(head.intAt(at + 8), head.intAt(at + 12));
      if (largest.isEmpty()
          || found.width * found.height > largest.get().width * largest.get().height) {
        largest = Optional.of(found);
      }
    }
    return largest;
  }
}
