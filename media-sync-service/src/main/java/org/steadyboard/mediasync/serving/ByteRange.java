package org.steadyboard.mediasync.serving;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110, 14).
 *
 * @param first and {@code last}: counted from 0, both included
 */
record ByteRange(long first, long last) {

  /** What a Range header asks of a file. */
  sealed interface Asked {
    /** No range, or one that we do not know: the whole file answers it. */
    record Whole() implements Asked {}

    record Part(ByteRange range) implements Asked {}

    /** A range that the file does not have. */
    record Impossible() implements Asked {}
  }

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Several ranges at once are answered by the whole file, as the RFC allows. */
  static Asked read(String header, long size) {
    var asked = ONE.matcher(Optional.ofNullable(header).orElse("").strip());
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return new Asked.Whole();
    }
    if (asked.group(1).isEmpty()) {
      var length = Math.min(Long.parseLong(asked.group(2)), size);
      return length == 0
          ? new Asked.Impossible()
          : new Asked.Part(new ByteRange(size - length, size - 1));
    }
    var first = Long.parseLong(asked.group(1));
    if (!asked.group(2).isEmpty() && Long.parseLong(asked.group(2)) < first) {
      return new Asked.Whole();
    }
    if (first >= size) {
      return new Asked.Impossible();
    }
    var last =
        asked.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(asked.group(2)), size - 1);
    return new Asked.Part(new ByteRange(first, last));
  }

  long length() {
    return last - first + 1;
  }
}
