package org.steadyboard.lesson.input;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.lesson.deck.DeckReader;
import org.steadyboard.lesson.deck.FileLinks;
import org.steadyboard.lesson.input.Patterns.Pattern;
import org.steadyboard.lesson.rendering.PageTooComplex;
import org.steadyboard.lesson.rendering.Rendering;
import org.steadyboard.testkit.InputCost;

/** What teachers and importers write costs no more than its size allows, as it grows. */
class InputCostTest {

  private static final int[] PAGE_SIZES = {6_000, DeckReader.MAX_PAGE_CHARACTERS};
  private static final int FRONT_MATTER = 16_000;

  @ParameterizedTest
  @MethodSource("patterns")
  void ofAPatternThatIsRepeated(Pattern pattern) {
    for (var size : PAGE_SIZES) {
      page(pattern.toString(), pattern.of(size));
    }
    deck(pattern.toString(), pattern.of(DeckReader.MAX_BYTES / 4));
    deck("front matter " + pattern, "---\n" + pattern.of(FRONT_MATTER) + "\n---\n");
  }

  static java.util.stream.Stream<Pattern> patterns() {
    return Patterns.all();
  }

  @Test
  void ofMarksThatFaceEachOther() {
    var halves =
        new String[][] {
          {"[", "[a](b)"},
          {"![", "](b)"},
          {"*", "*"},
          {"_", "_"},
          {"[", "]"},
          {"![", "]"},
          {"**a", "b**"},
          {"*a", "b**"},
          {"<b>", "</b>"},
          {"> ", "a\n"},
          {"<div>", "</div>"}
        };
    for (var half : halves) {
      for (var size : new int[] {4_000, 14_000, DeckReader.MAX_PAGE_CHARACTERS}) {
        var text =
            new Pattern("", half[0]).of(size / 2) + "a" + new Pattern("", half[1]).of(size / 2);
        page(half[0] + half[1], text);
      }
    }
  }

  @Test
  void ofRunsOfEveryLength() {
    var ticks = new StringBuilder();
    for (var run = 1; ticks.length() < DeckReader.MAX_PAGE_CHARACTERS; run++) {
      ticks.repeat('`', run).append('a');
    }
    page("runs of backticks", ticks.toString());
  }

  @Test
  void ofWhatIsWrittenOnceAndUsedOften() {
    page("a target", "[a]: http://" + "x".repeat(120_000) + "\n\n" + "[a] ".repeat(30_000));
    page("a title", "[a]: b \"" + "y".repeat(100_000) + "\"\n\n" + "[a]\n\n".repeat(1_400));
    page("cells", "|a".repeat(2_000) + "\n" + "|-".repeat(2_000) + "\n" + "|b\n".repeat(2_000));
  }

  @Test
  void ofWhatNobodyThoughtOf() {
    for (var seed = 0L; seed < 60; seed++) {
      page("seed " + seed, Patterns.random(new Random(seed), 20_000));
    }
  }

  static void page(String what, String markdown) {
    holds("page of " + what, markdown, () -> Rendering.render(markdown));
    holds(
        "links of " + what,
        markdown,
        () -> FileLinks.rewrite(markdown, l -> Optional.of("/media/x")));
  }

  static void deck(String what, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    InputCost.holds("deck of " + what, bytes.length, () -> DeckReader.read(bytes));
  }

  private static void holds(String what, String markdown, Runnable reading) {
    InputCost.holds(
        what,
        markdown.getBytes(StandardCharsets.UTF_8).length,
        () -> {
          try {
            reading.run();
          } catch (PageTooComplex e) {
            // Refused, within what reading it may cost.
          }
        });
  }
}
