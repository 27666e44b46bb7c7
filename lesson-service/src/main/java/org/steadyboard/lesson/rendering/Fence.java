package org.steadyboard.lesson.rendering;

import java.util.regex.Pattern;

/**
 * The first line of a fenced block of code (CommonMark 0.31, 4.5), also in quotes and lists. How
 * deep in them it stands, and whether it ends with them, is not looked at: that needs a parser.
 */
record Fence(char mark, int length) {

  /** Quotes, indents and marks of lists; what follows is tried once. */
  private static final Pattern OPENING =
      Pattern.compile("(?:[ \\t>]|[-*+][ \\t]|[0-9]{1,9}[.)][ \\t]){0,200}+(`{3,}+|~{3,}+)");

  private static final Pattern CLOSING = Pattern.compile("[ \\t>]*+(`{3,}+|~{3,}+)[ \\t]*+");

  /** Null when the line from {@code at} to {@code end} opens none. */
  static Fence opening(String text, int at, int end) {
    if (!hasRun(text, at, end)) {
      return null;
    }
    var line = OPENING.matcher(text).region(at, end);
    if (!line.lookingAt()) {
      return null;
    }
    var mark = text.charAt(line.start(1));
    // With another backtick after it, it is a span of code within the line.
    return mark == '`' && text.indexOf('`', line.end(), end) >= 0
        ? null
        : new Fence(mark, line.end(1) - line.start(1));
  }

  boolean isClosedBy(String text, int at, int end) {
    if (!hasRun(text, at, end)) {
      return false;
    }
    var line = CLOSING.matcher(text).region(at, end);
    return line.matches()
        && text.charAt(line.start(1)) == mark
        && line.end(1) - line.start(1) >= length;
  }

  private static boolean hasRun(String text, int at, int end) {
    return text.indexOf("```", at, end) >= 0 || text.indexOf("~~~", at, end) >= 0;
  }
}
