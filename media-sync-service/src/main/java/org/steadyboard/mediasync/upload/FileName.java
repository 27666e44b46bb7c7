package org.steadyboard.mediasync.upload;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A file's name as it is kept: one line that reads as it is written, of no folder. Whatever a
 * caller says is made into one; what is left out is of no use in a name.
 */
final class FileName {

  static final int MAX_CHARACTERS = 200;

  private static final String NAMELESS = "file";
  private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);

  /** What is not shown, or turns round what is: control, format and unpaired characters. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern PERCENT = Pattern.compile("%[0-9a-fA-F]{2}");

  /** Joins pictures into one, as in a family. */
  private static final String JOINER = "\u200D";

  private FileName() {}

  /**
   * @param given null: none was given
   */
  static String of(String given) {
    if (given == null) {
      return NAMELESS;
    }
    var name = Normalizer.normalize(given, Normalizer.Form.NFC);
    name = FOLDERS.matcher(name).replaceFirst("");
    name = UNSEEN.matcher(name).replaceAll(m -> m.group().equals(JOINER) ? JOINER : "");
    name = SPACES.matcher(name).replaceAll(" ").strip();
    return name.isEmpty() || name.matches("\\.+") ? NAMELESS : shortened(name);
  }

  /**
   * Of a header, which has room for ASCII alone: other characters come as percent-encoded UTF-8, or
   * as the bytes of UTF-8.
   */
  static String ofHeader(String header) {
    return of(header == null ? null : percentDecoded(asUtf8(header)));
  }

  private static String asUtf8(String header) {
    if (header.chars().anyMatch(c -> c > 0xFF)) {
      return header;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }

  private static String percentDecoded(String text) {
    if (!PERCENT.matcher(text).find()) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The ending stays: people know files by it. */
  private static String shortened(String name) {
    if (name.length() <= MAX_CHARACTERS) {
      return name;
    }
    var dot = name.lastIndexOf('.');
    var ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
    var end = MAX_CHARACTERS - ending.length();
    return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end)
        + ending;
  }
}
