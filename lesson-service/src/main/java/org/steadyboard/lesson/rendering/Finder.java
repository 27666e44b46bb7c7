package org.steadyboard.lesson.rendering;

/** Finds the next of something, for places that only go up: looks at the text once. */
final class Finder {

  private final String text;
  private final String sought;
  private int found = -1;

  Finder(String text, String sought) {
    this.text = text;
    this.sought = sought;
  }

  /** -1 when there is none at {@code from} or after it. */
  int next(int from) {
    if (found < from) {
      found = text.indexOf(sought.charAt(0), from);
      while (found >= 0 && !text.regionMatches(true, found, sought, 0, sought.length())) {
        found = text.indexOf(sought.charAt(0), found + 1);
      }
      found = found < 0 ? text.length() : found;
    }
    return found < text.length() ? found : -1;
  }
}
