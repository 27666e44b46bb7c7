package org.steadyboard.lesson.rendering;

import java.util.Arrays;

/** Where the spans of code in a line end (CommonMark 0.31, 6.1). Used for one line at a time. */
final class CodeSpans {

  /** Nobody types more backticks around a span; such spans are not told from other text. */
  private static final int MAX_BACKTICKS = 16;

  private static final int NONE = -1;

  private final String text;
  private int end;

  /** By the length of a run of backticks: where the last such run of the line begins. */
  private final int[] lastRuns = new int[MAX_BACKTICKS + 1];

  CodeSpans(String text) {
    this.text = text;
  }

  /**
   * @param from where the part of the line begins that is looked at
   * @param lineEnd before the line feed
   */
  void in(int from, int lineEnd) {
    end = lineEnd;
    Arrays.fill(lastRuns, NONE);
    for (var at = nextRun(from); at >= 0; ) {
      var after = endOfRun(at);
      if (after - at <= MAX_BACKTICKS) {
        lastRuns[after - at] = at;
      }
      at = nextRun(after);
    }
  }

  /** After the run of backticks that begins at {@code at}. */
  int endOfRun(int at) {
    var after = at;
    while (after < end && text.charAt(after) == '`') {
      after++;
    }
    return after;
  }

  /** After the span that the run at {@code at} opens; -1 when it opens none. */
  int endOfSpan(int at) {
    var after = endOfRun(at);
    var length = after - at;
    if (length > MAX_BACKTICKS || lastRuns[length] <= at) {
      return NONE;
    }
    for (var close = nextRun(after); ; close = nextRun(after)) {
      after = endOfRun(close);
      if (after - close == length) {
        return after;
      }
    }
  }

  private int nextRun(int from) {
    return text.indexOf('`', from, end);
  }
}
