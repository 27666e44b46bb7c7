package org.steadyboard.lesson.rendering;

/**
 * Lines after which all of a page is a note: {@code Note:} and {@code Notes:}, in any case, as
 * reveal-md has them, and {@code ???} by itself, as remark has it.
 */
final class NoteMark {

  private static final String NOTE = "note";
  private static final String REMARK = "???";

  private NoteMark() {}

  /** Where what comes after the mark begins; -1 when the line has no mark. */
  static int end(String text, int at, int end) {
    var start = afterBlank(text, at, end);
    if (text.startsWith(REMARK, start) && isBlank(text, start + REMARK.length(), end)) {
      return end;
    }
    if (!text.regionMatches(true, start, NOTE, 0, NOTE.length())) {
      return -1;
    }
    var after = start + NOTE.length();
    after += text.startsWith("s", after) || text.startsWith("S", after) ? 1 : 0;
    return after < end && text.charAt(after) == ':' ? after + 1 : -1;
  }

  static boolean isBlank(String text, int at, int end) {
    return afterBlank(text, at, end) >= end;
  }

  private static int afterBlank(String text, int at, int end) {
    var after = at;
    while (after < end && Character.isWhitespace(text.charAt(after))) {
      after++;
    }
    return after;
  }
}
