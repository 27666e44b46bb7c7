package org.steadyboard.lesson.deck;

import java.util.regex.Pattern;

/**
 * Knows, line by line, whether a fenced block of code or a comment is open: a {@code ---} in there
 * does not part pages.
 */
final class OpenBlock {

  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");

  private String fence;
  private boolean comment;

  boolean isOpen() {
    return fence != null || comment;
  }

  void read(String line) {
    if (comment) {
      comment = !line.contains("-->");
      return;
    }
    var matcher = FENCE.matcher(line);
    if (fence != null) {
      if (matcher.matches() && matcher.group(1).startsWith(fence) && matcher.group(2).isBlank()) {
        fence = null;
      }
      return;
    }
    // A fence of backticks has none after it, else it is code within a line.
    if (matcher.matches()
        && (matcher.group(1).charAt(0) == '~' || matcher.group(2).indexOf('`') < 0)) {
      fence = matcher.group(1);
      return;
    }
    var opened = line.lastIndexOf("<!--");
    comment = opened >= 0 && line.indexOf("-->", opened) < 0;
  }
}
