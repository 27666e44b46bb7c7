package org.steadyboard.lesson.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {

  private static final String SHA = "0123456789abcdef".repeat(4);

  @Test
  void rendersCommonMarkWithTables() {
    var html = html("# Water\n\n| a | b |\n|---|:-:|\n| 1 | *2* |\n\n3. three\n");

    assertThat(html)
        .contains("<h1>Water</h1>", "<th>a</th>", "<td align=\"center\"><em>2</em></td>")
        .contains("<ol start=\"3\">");
  }

  @Test
  void keepsCodeWithItsLanguage() {
    assertThat(html("```java\nint a = 1;\n```\n")).contains("<code class=\"language-java\">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p onclick=\"alert(1)\">text</p>",
        "[text](javascript:alert(1))",
        "[text](JaVaScRiPt:alert(1))",
        "[text](java\nscript:alert(1))",
        "[text](&#106;avascript:alert(1))",
        "<a href=\"javascript:alert(1)\">text</a>",
        "[text](data:text/html,<script>alert(1)</script>)",
        "![text](javascript:alert(1))",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\">text</a></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<style>body { background: url(javascript:alert(1)) }</style>",
        "<p style=\"background:url(javascript:alert(1))\">text</p>",
        "<form action=\"javascript:alert(1)\"><input onfocus=alert(1) autofocus></form>",
        "<!-- --><script>alert(1)</script>",
        "<!--> <img src=x onerror=alert(1)> -->",
        "![x](</media/a\" onerror=\"alert(1)>)",
        "<object data=\"x.svg\"></object><embed src=\"x.svg\">",
        "<base href=\"https://evil.example/\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
      })
  void takesOutWhatCouldRun(String markdown) {
    var html = html(markdown);

    assertThat(html.replaceAll("&[a-z#0-9]+;", "").toLowerCase())
        .doesNotContainPattern("<[^>]*(script|onerror|onclick|onload|onfocus|style|svg|iframe)")
        .doesNotContainPattern("<[^>]*(javascript|data):")
        .doesNotContainPattern("<(object|embed|base|meta|form|input|math)");
  }

  @Test
  void linksOpenElsewhereAndBrokenOnesStayReadable() {
    assertThat(html("[site](https://example.org/a?b=c&d=e)"))
        .contains("href=\"https://example.org/a?b&#61;c&amp;d&#61;e\"")
        .contains("target=\"_blank\"")
        .contains("rel=\"noopener noreferrer\"");
    assertThat(html("see [the **resource**](resource:x)"))
        .isEqualToIgnoringNewLines("<p>see the <strong>resource</strong></p>");
    assertThat(html("[Cards]('resources:resource' 'cards'?type=butterfly)"))
        .contains("Cards")
        .doesNotContain("<a");
  }

  @Test
  void picturesAreOursOrAreLinked() {
    assertThat(html("![A duck](/media/" + SHA + "/duck.png)"))
        .contains("<img src=\"/media/" + SHA + "/duck.png\" alt=\"A duck\"");
    assertThat(html("![A duck](https://example.org/duck.png)"))
        .doesNotContain("<img")
        .contains("<a href=\"https://example.org/duck.png\"")
        .contains("A duck</a>");
    assertThat(html("![A duck](media/duck.png)")).isEqualToIgnoringNewLines("<p>A duck</p>");
    assertThat(html("<img src=\"https://example.org/duck.png\" alt=\"A duck\">"))
        .doesNotContain("example.org");
  }

  @Test
  void commentsAreNotesAndNotShown() {
    var rendered =
        Rendering.render(
            "<!-- Ask first.\n\nThen ![a duck](media/d.png) -->\n\n# Water\n\nIt <!-- inline --> is wet.\n");

    assertThat(rendered.notes()).isEqualTo("Ask first.\n\nThen [a duck]\n\ninline");
    assertThat(rendered.html()).doesNotContain("Ask", "inline", "<!--").contains("It  is wet.");
  }

  @Test
  void aCommentInCodeIsCode() {
    var rendered = Rendering.render("```\n<!-- not a note -->\n```\n");

    assertThat(rendered.notes()).isEmpty();
    assertThat(rendered.html()).contains("not a note");
  }

  @Test
  void textForSearchHasNoMarksAndNoNotes() {
    var rendered =
        Rendering.render(
            "# The **sea**\n\nSalt & `NaCl`\nand more\n\n- one\n- two\n\n<!-- hidden -->");

    assertThat(rendered.headings()).isEqualTo("The sea");
    assertThat(rendered.words()).contains("Salt & NaCl and more", "one\n", "two");
    assertThat(rendered.words()).doesNotContain("hidden", "sea");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "- ",
        "* a **b ",
        "[",
        "![",
        "<div>",
        "`",
        "<b>",
        "1. ",
        "\\",
        "&",
        "_a __b "
      })
  void survivesMarksWithinMarks(String mark) {
    assertThatCode(
            () -> {
              try {
                Rendering.render(mark.repeat(256 * 1024 / mark.length()));
              } catch (PageTooComplex expected) {
                assertThat(expected).hasMessageMatching(".*(too deep|too many|more than).*");
              }
            })
        .doesNotThrowAnyException();
  }

  private static String html(String markdown) {
    return Rendering.render(markdown).html();
  }
}
