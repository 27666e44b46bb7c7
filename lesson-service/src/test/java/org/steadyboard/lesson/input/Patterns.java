package org.steadyboard.lesson.input;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Texts that parsers are known to be slow at: something that begins and does not end, ends and has
 * not begun, stands in itself, or may mean several things, again and again.
 */
final class Patterns {

  /** A text of any length: what it begins with, what is repeated. */
  record Pattern(String start, String repeated) {

    String of(int length) {
      var text = new StringBuilder(length + repeated.length()).append(start);
      while (text.length() < length) {
        text.append(repeated);
      }
      text.setLength(length);
      return text.toString();
    }

    @Override
    public String toString() {
      return (start + "(" + repeated + ")*").replace("\n", "\\n");
    }
  }

  private static final List<String> REPEATED =
      List.of(
          "<!-- ![",
          "<!-- ",
          "<!-- a -->",
          "<",
          "<!",
          "<?",
          "<![CDATA[",
          "<!A ",
          "</",
          "<a x=\"",
          "<a ",
          "<b>",
          "<p>",
          "<div>\n",
          "<div>\n\n",
          "<table><tr><td>",
          "<b><i>",
          "</b>",
          "<script>",
          "<style>",
          "<svg>",
          "<details><summary>",
          "<aside",
          "<aside class=notes>",
          "</aside>",
          "[",
          "![",
          "]",
          "[](",
          "[a](b",
          "[a](<b",
          "[a](b \"",
          "[a](b)",
          "![a](b)",
          "[[a](b)",
          "[a]: b\n",
          "[a]",
          "*",
          "_",
          "*a",
          "a*",
          "*a_",
          "**a *b",
          "a**b",
          "*a **a ",
          "*x *",
          "`",
          "`a``",
          "```\n",
          "~~~\n",
          "- ```\n",
          "`<!--` ",
          "> ",
          ">\n",
          "> a\n\n",
          "- ",
          "- a\n",
          "- a\n\n",
          "1. ",
          "* a\n  ",
          "# a\n",
          "a\n=\n",
          "a\n",
          ".\n",
          "\n",
          "\r",
          "\t",
          "    a\n",
          "\\",
          "&",
          "&#",
          "&#0;",
          "&lt;!--",
          "\"",
          "=",
          "a",
          "é",
          "\ud83d\ude00",
          "\u0001",
          "|",
          "|-\n",
          "|a\n|-\n",
          "---\n",
          "Note:\n",
          "???\n",
          "(",
          "[a](((",
          "x-y ",
          "<pre>\n",
          "a: ",
          "{",
          "- [",
          "? ",
          "&a ",
          "!a ",
          "'",
          "|\n",
          "a: b\n",
          "{a: b, ",
          "%",
          "@");

  private static final List<Pattern> STARTED =
      List.of(
          new Pattern("<!-- ", "!["),
          new Pattern("<a x='", "<a x=\""),
          new Pattern("<a", " a"),
          new Pattern("<b", " class=a"),
          new Pattern("[a]: b\n\n", "[a]"),
          new Pattern("a**b", "c* "),
          new Pattern("|a|\n", "|-"),
          new Pattern("|a|\n|-|\n", "|\\|"),
          new Pattern("```\n", "<!--\n"),
          new Pattern("- ```\n", "<!-- x -->\n"),
          new Pattern("[a](", "("),
          new Pattern("<aside class=notes>", "</aside"),
          new Pattern("tags: [", "a,"));

  private Patterns() {}

  static Stream<Pattern> all() {
    return Stream.concat(REPEATED.stream().map(r -> new Pattern("", r)), STARTED.stream());
  }

  /** Some pieces of patterns, each some times. */
  static String random(Random random, int length) {
    var text = new StringBuilder(length);
    while (text.length() < length) {
      var piece = REPEATED.get(random.nextInt(REPEATED.size()));
      text.repeat(piece, 1 + random.nextInt(1 + random.nextInt(1 + length / piece.length())));
    }
    text.setLength(length);
    return text.toString();
  }
}
