package org.steadyboard.mediasync.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header Range, as far as it counts (RFC 9110, 14.2). */
final class ByteRanges {

  /** Of one request; who asks for more gets the whole file. */
  static final int MAX_RANGES = 32;

  private static final Pattern BYTES = Pattern.compile("(?i:bytes)=(.*)");
  private static final Pattern ONE = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

  private ByteRanges() {}

  /**
   * A part of a file.
   *
   * @param first and {@code last}: counted from 0, both included
   */
  record ByteRange(long first, long last) {

    long length() {
      return last - first + 1;
    }

    /** As Content-Range tells it. */
    String of(long size) {
      return "bytes " + first + "-" + last + "/" + size;
    }
  }

  /**
   * Which parts are asked for, in the order of the file; those that overlap or touch are one.
   *
   * @param header null: none
   * @return empty: the whole file, as none, an unknown unit, nonsense or too many are asked for; no
   *     part: the file has none of them
   */
  static Optional<List<ByteRange>> read(String header, long size) {
    var bytes = BYTES.matcher(header == null ? "" : header.strip());
    if (!bytes.matches()) {
      return Optional.empty();
    }
    var asked = bytes.group(1).split(",", MAX_RANGES + 1);
    if (asked.length > MAX_RANGES) {
      return Optional.empty();
    }
    var ranges = new ArrayList<ByteRange>();
    for (var one : asked) {
      var range = ONE.matcher(one.strip());
      if (!range.matches() || !isRange(range.group(1), range.group(2))) {
        return Optional.empty();
      }
      within(range.group(1), range.group(2), size).ifPresent(ranges::add);
    }
    return Optional.of(coalesced(ranges));
  }

  private static boolean isRange(String first, String last) {
    if (first.isEmpty() || last.isEmpty()) {
      return !(first.isEmpty() && last.isEmpty());
    }
    return Long.parseLong(first) <= Long.parseLong(last);
  }

  private static Optional<ByteRange> within(String first, String last, long size) {
    var from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    var to =
        first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    return from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
  }

  private static List<ByteRange> coalesced(List<ByteRange> ranges) {
    var merged = new ArrayList<ByteRange>();
    for (var range : ranges.stream().sorted(Comparator.comparingLong(ByteRange::first)).toList()) {
      var before = merged.isEmpty() ? null : merged.getLast();
      if (before == null || range.first > before.last + 1) {
        merged.add(range);
      } else if (range.last > before.last) {
        merged.set(merged.size() - 1, new ByteRange(before.first, range.last));
      }
    }
    return merged;
  }
}
