package org.steadyboard.lesson.rendering;

import java.util.Locale;

/** Where asides begin and end, of which those for notes are notes. */
final class AsideTags {

  private static final String OPENS = "<aside";
  private static final String CLOSES = "</aside";

  private final String text;
  private final Finder closing;

  AsideTags(String text) {
    this.text = text;
    this.closing = new Finder(text, CLOSES);
  }

  boolean opensAt(int at) {
    return isTag(OPENS, at);
  }

  boolean closesAt(int at) {
    return isTag(CLOSES, at);
  }

  /** Whether one closes at {@code at} or after it, for places that only go up. */
  boolean closeAfter(int at) {
    return closing.next(at) >= 0;
  }

  private boolean isTag(String tag, int at) {
    var after = at + tag.length();
    return text.regionMatches(true, at, tag, 0, tag.length())
        && (after == text.length() || !Character.isLetterOrDigit(text.charAt(after)));
  }

  /** Also when it is not sure where the tag ends. */
  boolean isForNotes(int at) {
    var tag = text.substring(at, endOfTag(at));
    return !tag.endsWith(">")
        || hasOpenQuote(tag)
        || tag.toLowerCase(Locale.ROOT).contains("notes");
  }

  private static boolean hasOpenQuote(String tag) {
    return tag.chars().filter(c -> c == '"').count() % 2 != 0
        || tag.chars().filter(c -> c == '\'').count() % 2 != 0;
  }

  /** After the tag, which may go on over lines; where the next one begins if it does not end. */
  int endOfTag(int at) {
    for (var end = at + 1; end < text.length(); end++) {
      switch (text.charAt(end)) {
        case '>' -> {
          return end + 1;
        }
        case '<' -> {
          return end;
        }
        default -> {}
      }
    }
    return text.length();
  }
}
