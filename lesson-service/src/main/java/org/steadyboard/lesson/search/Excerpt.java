package org.steadyboard.lesson.search;

/** Makes html of a text in which control characters stand around what was found. */
final class Excerpt {

  static final char START = '\u0002';
  static final char STOP = '\u0003';

  private Excerpt() {}

  /** Only {@code <mark>} comes out as a tag, and each is closed. */
  static String html(String text) {
    var html = new StringBuilder(text.length() + 64);
    var open = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case START -> {
          html.append(open ? "" : "<mark>");
          open = true;
        }
        case STOP -> {
          html.append(open ? "</mark>" : "");
          open = false;
        }
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\n' -> html.append(' ');
        default -> html.append(c);
      }
    }
    return html.append(open ? "</mark>" : "").toString();
  }
}
