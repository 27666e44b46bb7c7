package org.steadyboard.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Files as people bring them, as far as their beginnings go, and such as claim to be what they are
 * not. Of one thread.
 */
final class FileBytes {

  /**
   * The longest file, in bytes: more than what is held in memory of one, and more than one read.
   */
  static final int MOST_BYTES = 300_000;

  private static final List<Integer> SIDES = List.of(0, 1, 800, 16_384, 16_385, 30_000, -1);
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a46494600010100");
  private static final List<String> TEXTS =
      List.of(
          "GIF89a",
          "%PDF-1.7\n",
          "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script>",
          "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;",
          "<!doctype html><script>alert(1)</script>",
          "RIFF\u0000\u0000\u0000\u0000WEBPVP8X",
          "RIFF\u0000\u0000\u0000\u0000WAVEfmt ",
          "OggS",
          "ID3",
          "\u0000\u0000\u0000\u0018ftypmp42",
          "\u0000\u0000\u0000\u0018ftypavif",
          "MZ",
          "");

  private final Pieces pieces;

  FileBytes(Pieces pieces) {
    this.pieces = pieces;
  }

  byte[] some() {
    if (pieces.chance(2)) {
      return new byte[0];
    }
    var file = new ByteArrayOutputStream();
    file.writeBytes(head());
    file.writeBytes(pieces.bytes(pieces.upTo(pieces.chance(10) ? MOST_BYTES - 1_000 : 2_000)));
    var bytes = file.toByteArray();
    return pieces.chance(10) ? Arrays.copyOf(bytes, pieces.upTo(bytes.length + 1)) : bytes;
  }

  private byte[] head() {
    return switch (pieces.upTo(4)) {
      case 0 -> pieces.one(TEXTS).getBytes(StandardCharsets.ISO_8859_1);
      case 1 -> jpeg();
      default -> png();
    };
  }

  private byte[] png() {
    return ByteBuffer.allocate(PNG.length + 8).put(PNG).putInt(side()).putInt(side()).array();
  }

  /** With segments of any length before the one that tells its size, if there is one. */
  private byte[] jpeg() {
    var file = new ByteArrayOutputStream();
    file.writeBytes(JPEG);
    for (var more = pieces.upTo(4); more > 0; more--) {
      file.writeBytes(new byte[] {(byte) 0xff, (byte) (0xe0 + pieces.upTo(16))});
      file.writeBytes(ByteBuffer.allocate(2).putShort((short) pieces.upTo(300)).array());
      file.writeBytes(pieces.bytes(pieces.upTo(300)));
    }
    var sizes = ByteBuffer.allocate(9).putShort((short) 0xffc0).putShort((short) 17).put((byte) 8);
    file.writeBytes(sizes.putShort((short) side()).putShort((short) side()).array());
    return file.toByteArray();
  }

  private int side() {
    return pieces.chance(70) ? 1 + pieces.upTo(2_000) : pieces.one(SIDES);
  }
}
