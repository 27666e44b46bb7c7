package org.steadyboard.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The first bytes of a file, and what they show of its kind. */
record FileHead(byte[] bytes) {

  private static final int BRANDS_AT = 8;
  private static final int BRAND_BYTES = 4;

  /** The kind of a Matroska file stands within its first bytes. */
  private static final int KIND_WITHIN = 64;

  /** Pictures and films in the same box format, which browsers show nowhere or not everywhere. */
  private static final List<String> NO_MP4 =
      List.of(
          "avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "crx ",
          "qt  ", "jp2 ", "M4A ", "M4B ");

  boolean starts(int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (var i = 0; i < magic.length; i++) {
      if (at(i) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  boolean has(int offset, String text) {
    var magic = text.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= offset + magic.length
        && Arrays.equals(bytes, offset, offset + magic.length, magic, 0, magic.length);
  }

  int at(int place) {
    return bytes[place] & 0xFF;
  }

  /** Of 2 bytes, the greater first. */
  int shortAt(int place) {
    return at(place) << 8 | at(place + 1);
  }

  /** Of 4 bytes, the greatest first. */
  long intAt(int place) {
    return (long) shortAt(place) << 16 | shortAt(place + 2);
  }

  /** Of 3 bytes, the least first. */
  int littleTripleAt(int place) {
    return at(place) | at(place + 1) << 8 | at(place + 2) << 16;
  }

  /** Where {@code text} begins, from a place on and before another; -1: nowhere. */
  int find(String text, int from, int before) {
    for (var i = from; i < Math.min(before, bytes.length); i++) {
      if (has(i, text)) {
        return i;
      }
    }
    return -1;
  }

  /** Of a file of the ISO base media format: whether it says that it is of one of these kinds. */
  boolean hasBrand(String... brands) {
    if (!has(4, "ftyp") || bytes.length < BRANDS_AT + BRAND_BYTES) {
      return false;
    }
    var end = Math.min(bytes.length - BRAND_BYTES + 1, intAt(0));
    for (var i = BRANDS_AT; i < Math.max(end, BRANDS_AT + 1); i += BRAND_BYTES) {
      for (var brand : brands) {
        if (has(i, brand)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isMp4() {
    return has(4, "ftyp")
        && bytes.length >= BRANDS_AT + BRAND_BYTES
        && NO_MP4.stream().noneMatch(other -> has(BRANDS_AT, other))
        && !hasBrand("avif", "avis");
  }

  boolean isWebm() {
    return starts(0x1A, 0x45, 0xDF, 0xA3) && find("webm", 4, KIND_WITHIN) >= 0;
  }

  /** A frame of a known layer, bit rate and sample rate (ISO 11172-3, 2.4.2.3). */
  boolean isMpegAudio() {
    return bytes.length > 2
        && at(0) == 0xFF
        && (at(1) & 0xE0) == 0xE0
        && (at(1) & 0x18) != 0x08
        && (at(1) & 0x06) != 0
        && (at(2) & 0xF0) != 0xF0
        && (at(2) & 0x0C) != 0x0C;
  }

  /** XML whose first element is svg. HTML with a drawing in it is none. */
  boolean isSvg() {
    var text = new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    for (var at = text.startsWith("\uFEFF") ? 1 : 0; at >= 0; ) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (text.startsWith("<!doctype svg", at)) {
        at = afterDoctype(text, at);
      } else {
        return isSvgElement(text, at);
      }
    }
    return false;
  }

  /** A document type may have a part of its own in brackets. */
  private static int afterDoctype(String text, int from) {
    var end = after(text, ">", from);
    var inner = text.indexOf('[', from);
    if (inner < 0 || inner > end) {
      return end;
    }
    var closed = after(text, "]", inner);
    return closed < 0 ? -1 : after(text, ">", closed);
  }

  private static int after(String text, String end, int from) {
    var at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  private static boolean isSvgElement(String text, int at) {
    var name = at + (text.startsWith("<svg:", at) ? 5 : 1);
    if (at >= text.length() || text.charAt(at) != '<' || !text.startsWith("svg", name)) {
      return false;
    }
    var next = name + 3;
    return next < text.length()
        && (Character.isWhitespace(text.charAt(next)) || ">/".indexOf(text.charAt(next)) >= 0);
  }
}
