package org.steadyboard.bench.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkedDecksTest {

  private final MarkedDecks decks = new MarkedDecks();

  @Test
  void everyPageGetsTheNextWordAndTheFrontMatterNone() {
    var marked = decks.mark("---\ntitle: A\n---\n\none\n\n---\n\ntwo\n");

    assertThat(marked).startsWith("---\ntitle: A\n---\n");
    assertThat(marked.split("(?m)^---$")[2]).contains("one", "zebra").doesNotContain("tapir");
    assertThat(marked.split("(?m)^---$")[3]).contains("two", "tapir").doesNotContain("zebra");
  }

  @Test
  void theWordsGoOnFromDeckToDeck() {
    decks.mark("one");

    assertThat(decks.mark("two")).contains("tapir");
  }

  @Test
  void everyFifthPageOfSyntheticDecksMatches() {
    var pages = 0;
    var matching = 0;
    for (var deck : new SyntheticDecks().write().values()) {
      for (var page : decks.mark(deck).split("(?m)^---$", -1)) {
        if (!page.isBlank() && !page.contains("title: ")) {
          pages++;
          matching += Pattern.compile("\\bzebra\\b").matcher(page).find() ? 1 : 0;
        }
      }
    }

    assertThat(pages).isEqualTo(128 * 8);
    assertThat(matching).isBetween(pages / 5, pages / 5 + 1);
  }

  @Test
  void syntheticDecksAreTheSameEachTime() {
    assertThat(new SyntheticDecks().write()).isEqualTo(new SyntheticDecks().write());
  }
}
