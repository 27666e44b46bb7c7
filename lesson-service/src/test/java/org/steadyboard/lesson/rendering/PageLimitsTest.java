package org.steadyboard.lesson.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may become. */
class PageLimitsTest {

  @ParameterizedTest
  @CsvSource({"100, 99", "10, 999"})
  void aTableMayHaveSoManyCells(int columns, int rows) {
    assertThat(Rendering.render(table(columns, rows)).html()).contains("<table>");
    assertThatThrownBy(() -> Rendering.render(table(columns, rows + 1)))
        .isInstanceOf(PageTooComplex.class)
        .hasMessageContaining("more than 10000 cells");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 2_000})
  void cellsThatAreNotWrittenCount(int size) {
    var table = "|a".repeat(size) + "\n" + "|-".repeat(size) + "\n" + "|b\n".repeat(size);

    assertThatThrownBy(() -> Rendering.render(table)).isInstanceOf(PageTooComplex.class);
  }

  @Test
  void aPageMayHaveSoManyLines() {
    assertThat(Rendering.render("\n".repeat(PageParser.MAX_LINES - 1) + "a").html()).contains("a");
    assertThatThrownBy(() -> Rendering.render("\r".repeat(PageParser.MAX_LINES) + "a"))
        .hasMessage("more than 3000 lines");
  }

  @Test
  void aPageMayBecomeSoMuchHtml() {
    assertThat(Rendering.render("\"".repeat(170_000)).html()).hasSizeGreaterThan(800_000);
    assertThatThrownBy(() -> Rendering.render("\"".repeat(262_000)))
        .hasMessageContaining("1048576 characters of html");
    assertThatThrownBy(() -> Rendering.render("=".repeat(262_000)))
        .as("what the sanitiser makes longer")
        .hasMessageContaining("1048576 characters of html");
    var title = "[a]: http://example.org \"" + "b".repeat(100_000) + "\"\n\n";
    assertThatThrownBy(() -> Rendering.render(title + "[a]\n\n".repeat(1_000)))
        .as("one title that stands at many links")
        .hasMessageContaining("1048576 characters of html");
  }

  @Test
  void aPageMayHaveSoManyTags() {
    assertThat(Rendering.render("<div>" + "<br>".repeat(39_998) + "</div>").html()).contains("<br");
    assertThatThrownBy(() -> Rendering.render("<div>" + "<br>".repeat(39_999) + "</div>"))
        .hasMessageContaining("more than 40000 tags");
  }

  @Test
  void marksMayStandInMarksSoDeep() {
    assertThat(Rendering.render("*a **b ".repeat(40) + "** *".repeat(40)).html()).contains("b");
    assertThatThrownBy(() -> Rendering.render("*".repeat(500) + "a" + "*".repeat(500)))
        .hasMessageContaining("too deep");
    assertThat(Rendering.render("> ".repeat(5_000) + "a").html())
        .as("beyond the limit it is text")
        .contains("&gt; a");
  }

  @Test
  void aParagraphMayHaveSoManyMarks() {
    assertThat(Rendering.render("[a](http://b.c) ".repeat(300)).html()).contains("<a href");
    assertThatThrownBy(() -> Rendering.render("[a".repeat(10_000)))
        .hasMessage("too many marks in one paragraph");
  }

  @Test
  void whatPeopleWriteIsWithinTheLimits() {
    var words =
        "Some words, *some of them* **strong**, [a link](https://example.org) &amp; `code`. ";
    assertThat(Rendering.render((words.repeat(20) + "\n\n").repeat(120)).html()).contains("<em>");
    assertThat(Rendering.render(table(12, 400).replace("|b", "| **b** [c](d.md)")).html())
        .contains("<strong>b</strong>");
    assertThat(Rendering.render("```\n" + "a[i] = b * c;\n".repeat(2_900) + "```\n").html())
        .contains("<pre>");
  }

  @Test
  void wordsForTheIndexAreCutToWholeCharacters() {
    var letters = Rendering.render("# " + "𝒶-".repeat(5_000) + "\n\n" + "𝒷-".repeat(45_000));

    assertThat(letters.headings().getBytes(StandardCharsets.UTF_8))
        .hasSizeBetween(Words.MAX_HEADING_BYTES - 4, Words.MAX_HEADING_BYTES);
    assertThat(letters.words().getBytes(StandardCharsets.UTF_8))
        .hasSizeBetween(Words.MAX_WORD_BYTES - 4, Words.MAX_WORD_BYTES);
    assertThat(letters.words()).matches("(𝒷-)+𝒷?");
  }

  private static String table(int columns, int rows) {
    return "|a".repeat(columns)
        + "\n"
        + "|-".repeat(columns)
        + "\n"
        + ("|b".repeat(columns) + "\n").repeat(rows);
  }
}
