package org.steadyboard.lesson.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.commonmark.parser.IncludeSourceSpans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.lesson.deck.DeckReader;

/** What is for the teacher never reaches the class. */
class NotesTest {

  private static final String SECRET = "answer";

  private static final List<String> AROUND =
      List.of(
          "\n",
          "\n\n",
          " ",
          "    ",
          "\t",
          "x",
          "# ",
          "- ",
          "1. ",
          "> ",
          "* * *\n",
          "---\n",
          "===\n",
          "<div>",
          "</div>",
          "<p>",
          "<pre>",
          "<b title=\"",
          "\">",
          "'>",
          "<",
          "<?",
          "?>",
          "<![CDATA[",
          "]]>",
          "<!A",
          "<!-->",
          "<!--->",
          "--",
          "--!>",
          "!--",
          "`",
          "``",
          "```\n",
          "\n```\n",
          "~~~\n",
          "\n~~~\n",
          "    ~~~\n",
          "- ```\n",
          "> ```\n",
          "\\",
          "\\`",
          "[",
          "](",
          ")",
          "![",
          "[a]: ",
          "|a|\n|-|\n|",
          "*",
          "**",
          "_",
          "&lt;!--",
          "&",
          "<aside>",
          "</aside>",
          "\r",
          "\r\n",
          "é");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello <!-- x\n\nanswer -->",
        "<div>\n<!-- x\n\nanswer -->\n</div>",
        "<div><!-- x\n\nanswer --></div>",
        "- one <!-- x\n\n  answer\n-->\n- two",
        "- one <!-- x\n- answer -->\n",
        "# Title <!-- x\nanswer -->",
        "Title <!-- x\n===\nanswer -->",
        "> quote <!-- x\n\nanswer -->",
        "> <!-- x\nanswer -->",
        "| a <!-- x | b |\n|---|---|\n| answer | --> |",
        "<p>\n<!-- x\n# answer\n-->",
        "text <!-- x\n***\nanswer -->",
        "text <!-- x\n```\nanswer\n```\n-->",
        "text \\<!-- answer -->",
        "`code` <!-- answer -->",
        "`not code <!-- answer -->",
        "    indented <!-- answer -->",
        "- ```\n  code\n\n<!-- answer -->",
        "> ```\n\n<!-- answer -->",
        "<div>\n```\n<!-- answer -->\n```\n</div>",
        "<!-- a --> <!-- answer -->",
        "<!-- a <!-- b --> <!-- answer",
        "<!--answer",
        "<!--> answer -->",
        "<![CDATA[ <!-- answer --> ]]>",
        "<b title=\"<!-- answer -->\">x</b>",
        "![<!-- answer -->](x.png)",
        "[x](http://example.org/<!-- answer -->)",
        "Note: answer",
        "text\nnote: answer\n\n# answer\n\n```\nanswer\n```",
        "  Notes:\n- answer",
        "NOTES: answer",
        "text\n\n???\n\nanswer",
        "<aside class=\"notes\">\nanswer\n\nanswer\n</aside>\nvisible",
        "<ASIDE data-x='>' CLASS=notes>answer</ASIDE>",
        "<aside\n  class='speaker notes'>answer</aside>",
        "<aside class=\"notes\">a <aside>b</aside> answer</aside>",
        "<aside class=\"notes\">a <!-- </aside> --> answer</aside>",
        "- <aside class=\"notes\">answer",
        "text <aside class=\"notes\" answer",
      })
  void isANote(String markdown) {
    var rendered = Rendering.render(markdown);

    assertThat(rendered.html()).doesNotContain(SECRET);
    assertThat(rendered.words() + rendered.headings()).doesNotContain(SECRET);
    if (!markdown.contains("title=") && !markdown.contains("<aside class=\"notes\" a")) {
      assertThat(rendered.notes()).contains(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\n<!-- example -->\n```\n",
        "~~~html\n<aside class=\"notes\">example</aside>\n~~~\n",
        "```\nNote: example\n???\n```\n",
        "- ```\n  <!-- example -->\n  ```\n",
        "Write `<!-- example -->` or ``<aside class=\"notes\"> ` example``.\n",
        "Text\n```yaml\n# <!-- example\n```\n<!-- note -->",
        "A footnote: example",
        "<aside>example</aside>",
        "**Note:** example",
        "Why???\n\nexample",
      })
  void isShown(String markdown) {
    var rendered = Rendering.render(markdown);

    assertThat(rendered.html()).contains("example");
    assertThat(rendered.notes()).doesNotContain("example");
  }

  @Test
  void whatStandsAfterANoteIsReadAsMarkdown() {
    var rendered = Rendering.render("<!-- a -->**b**\n\n<!-- c\n\nd -->\n\n- e <!-- f --> g\n");

    assertThat(rendered.html()).contains("<strong>b</strong>", "<li>e  g</li>");
    assertThat(rendered.notes()).isEqualTo("a\n\nc\n\nd\n\nf");
  }

  @Test
  void whatStoodAroundANoteBecomesNone() {
    assertThat(Rendering.render("<<!-- a -->!-- b -->\n\n<!<!-- c -->-- d -->").html())
        .contains("&lt; !-- b", "&lt;! -- d");
  }

  @Test
  void nothingBetweenTheMarksOfACommentIsShownWhateverSurroundsIt() {
    var comments = 0;
    for (var seed = 0L; seed < 4_000; seed++) {
      var random = new Random(seed);
      var before = around(random);
      var page = before + comment(random) + around(random);
      if (isCode(page, before.length())) {
        continue;
      }
      comments++;
      assertThat(withoutCode(Rendering.render(page).html()))
          .as("seed %d: %s", seed, page)
          .doesNotContain(SECRET);
      for (var part : DeckReader.read(page.getBytes(StandardCharsets.UTF_8)).pages()) {
        assertThat(withoutCode(Rendering.render(part.markdown()).html()))
            .as("seed %d, as a deck: %s", seed, page)
            .doesNotContain(SECRET);
      }
    }
    assertThat(comments).isGreaterThan(3_000);
  }

  /** Whether what stands there is an example, by CommonMark's own account. */
  private static boolean isCode(String page, int at) {
    var text = page.substring(0, at).replace("\r\n", "\n").length();
    var document =
        PageParser.parse(page.replace("\r\n", "\n"), IncludeSourceSpans.BLOCKS_AND_INLINES);
    return Examples.areCode(document, List.of(text));
  }

  private static String around(Random random) {
    var text = new StringBuilder();
    for (var count = random.nextInt(6); count > 0; count--) {
      text.append(AROUND.get(random.nextInt(AROUND.size())));
    }
    return text.toString();
  }

  /** What is in it does not end it before its secret. */
  private static String comment(Random random) {
    while (true) {
      var comment = "<!--" + around(random) + SECRET;
      if (!comment.contains("-->")) {
        return comment + around(random) + "-->";
      }
    }
  }

  /** In code it is an example, which is shown. */
  private static String withoutCode(String html) {
    return html.replaceAll("(?s)<code[ >].*?</code>", "");
  }
}
