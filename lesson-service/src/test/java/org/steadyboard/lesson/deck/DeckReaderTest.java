package org.steadyboard.lesson.deck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.deck.Deck.DeckPage;

class DeckReaderTest {

  @Test
  void readsFrontMatterAndPages() {
    var deck =
        read(
            """
            ---
            title: "Het water: deel 1"
            language: nl
            tags: [water, groep 5]
            order: 2
            ---

            # Een

            ---

            # Twee
            """);

    assertThat(deck.problems()).isEmpty();
    assertThat(deck.frontMatter())
        .isEqualTo(new FrontMatter("Het water: deel 1", "nl", List.of("water", "groep 5"), 2));
    assertThat(deck.pages())
        .containsExactly(new DeckPage(8, "# Een\n"), new DeckPage(12, "# Twee\n"));
  }

  @Test
  void aPartingLineInCodeOrInANoteIsNone() {
    var deck =
        read("```yaml\n---\na: b\n---\n```\n<!-- note\n---\nmore -->\n---\n~~~\n```\n---\n~~~\n");

    assertThat(deck.pages()).hasSize(2);
    assertThat(deck.pages().get(1).line()).isEqualTo(10);
  }

  @Test
  void emptyPagesAreLeftOut() {
    assertThat(read("---\n---\n\n---\n\nA\n\n---\n   \n---\n").pages())
        .containsExactly(new DeckPage(6, "A\n"));
    assertThat(read("").pages()).isEmpty();
  }

  @Test
  void anIndentedFirstLineStaysCode() {
    assertThat(read("A\n---\n\n    code\n").pages().get(1).markdown()).isEqualTo("    code\n");
  }

  @Test
  void readsWindowsLineEndsAndAByteOrderMark() {
    var deck = read("\uFEFF---\r\ntitle: A\r\n---\r\nx\r\n---\r\ny\r\n");

    assertThat(deck.frontMatter().title()).isEqualTo("A");
    assertThat(deck.pages()).hasSize(2);
  }

  @Test
  void brokenFrontMatterIsReportedWithItsLineAndThePagesAreRead() {
    var deck = read("---\ntitle: A\ntags: [a, b\n---\n# One\n");

    assertThat(deck.pages()).hasSize(1);
    assertThat(deck.frontMatter()).isEqualTo(FrontMatter.NONE);
    assertThat(deck.problems()).hasSize(1);
    assertThat(deck.problems().getFirst().line()).isBetween(3, 4);
    assertThat(deck.problems().getFirst().message()).contains("YAML");
  }

  @Test
  void frontMatterMakesNoObjects() {
    var deck = read("---\ntitle: !!javax.script.ScriptEngineManager [a]\n---\nx\n");

    assertThat(deck.frontMatter().title()).isNull();
    assertThat(deck.problems()).hasSize(1);
  }

  @Test
  void aLaughingListIsRefused() {
    var yaml = new StringBuilder("---\na0: &a0 [x, x, x]\n");
    for (var i = 1; i < 30; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(read(yaml.append("---\nx\n").toString()).problems()).hasSize(1);
  }

  @Test
  void wrongTypesAreReportedAndTheRestKept() {
    var deck =
        read("---\ntitle: [a]\nlanguage: \"no language\"\ntags: {a: b}\norder: first\n---\nx\n");

    assertThat(deck.frontMatter()).isEqualTo(FrontMatter.NONE);
    assertThat(deck.problems()).hasSize(4);
    assertThat(read("---\ntitle: 7\ntags: a, b\n---\nx\n").frontMatter())
        .isEqualTo(new FrontMatter("7", null, List.of("a", "b"), null));
  }

  @Test
  void languageTagsAreWrittenOneWay() {
    assertThat(Languages.normal("zh_Hans")).contains("zh-Hans");
    assertThat(Languages.normal("EN-gb")).contains("en-GB");
    assertThat(Languages.normal("mi")).contains("mi");
    assertThat(Languages.normal("")).isEmpty();
    assertThat(Languages.normal("!")).isEmpty();
  }

  @Test
  void whatIsNoTextIsReported() {
    var notUtf8 = DeckReader.read(new byte[] {'a', (byte) 0xFF, (byte) 0xFE});
    assertThat(notUtf8.pages()).isEmpty();
    assertThat(notUtf8.problems()).extracting("line").containsExactly(1);

    var nul = read("a\nb\0c\n");
    assertThat(nul.pages()).isEmpty();
    assertThat(nul.problems()).extracting("line").containsExactly(2);
  }

  @Test
  void limitsAreReported() {
    var many = read("x\n---\n".repeat(DeckReader.MAX_PAGES + 1));
    assertThat(many.pages()).hasSize(DeckReader.MAX_PAGES);
    assertThat(many.problems()).extracting("line").containsExactly(2 * DeckReader.MAX_PAGES + 1);

    var longPage = read("ok\n---\n" + "x".repeat(DeckReader.MAX_PAGE_CHARACTERS + 1));
    assertThat(longPage.pages()).hasSize(1);
    assertThat(longPage.problems()).extracting("line").containsExactly(3);

    assertThat(DeckReader.read(new byte[DeckReader.MAX_BYTES + 1]).problems()).hasSize(1);
  }

  private static Deck read(String text) {
    return DeckReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
