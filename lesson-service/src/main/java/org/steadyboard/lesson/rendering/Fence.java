package org.steadyboard.lesson.rendering;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a fenced block of code is open (CommonMark 0.31, 4.5), line by line, also in quotes and
 * lists. How deep in them it stands, and whether it ends with them, is not looked at: that needs a
 * parser.
 */
final class Fence {

  /** After quotes, indents and marks of lists. */
  private static final Pattern OPENING =
      Pattern.compile("(?:[ \\t>]|[-*+][ \\t]|[0-9]{1,9}[.)][ \\t]){0,200}+(`{3,}+|~{3,}+)");

  private static final Pattern CLOSING = Pattern.compile("[ \\t>]*+(`{3,}+|~{3,}+)[ \\t]*+");

  private final String text;
  private final Matcher opening;
  private final Matcher closing;
  private char mark;
  private int length;

  Fence(String text) {
    this.text = text;
    this.opening = OPENING.matcher(text);
    this.closing = CLOSING.matcher(text);
  }

  boolean isOpen() {
    return length > 0;
  }

  /** Also at the end of a page. */
  void close() {
    length = 0;
  }

  /** Opens it when the line from {@code at} to {@code end} does. */
  void open(int at, int end) {
    if (!opening.region(at, end).lookingAt()) {
      return;
    }
    mark = text.charAt(opening.start(1));
    // With another backtick after it, it is a span of code within the line.
    if (mark == '~' || text.indexOf('`', opening.end(), end) < 0) {
      length = opening.end(1) - opening.start(1);
    }
  }

  /** Closes it when the line from {@code at} to {@code end} does. */
  void close(int at, int end) {
    if (closing.region(at, end).matches()
        && text.charAt(closing.start(1)) == mark
        && closing.end(1) - closing.start(1) >= length) {
      close();
    }
  }
}
