package org.steadyboard.bench.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Decks in which each of five words stands on every fifth page, whatever else they say: what is
 * searched for is known to match that often.
 */
final class MarkedDecks {

  /** Animals that are written alike in many languages, and that no stemmer cuts. */
  static final List<String> WORDS = List.of("zebra", "tapir", "lemur", "okapi", "bongo");

  private static final String SEPARATOR = "---";

  private int page;

  /** The same deck with a line more on each of its pages. */
  String mark(String deck) {
    var lines = new ArrayList<>(deck.lines().toList());
    var marked = new StringBuilder();
    var at = copyFrontMatter(lines, marked);
    for (; at < lines.size(); at++) {
      if (lines.get(at).stripTrailing().equals(SEPARATOR)) {
        addWord(marked);
      }
      marked.append(lines.get(at)).append('\n');
    }
    addWord(marked);
    return marked.toString();
  }

  private static int copyFrontMatter(List<String> lines, StringBuilder marked) {
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(SEPARATOR)) {
      return 0;
    }
    for (var at = 0; at < lines.size(); at++) {
      marked.append(lines.get(at)).append('\n');
      if (at > 0 && lines.get(at).stripTrailing().equals(SEPARATOR)) {
        return at + 1;
      }
    }
    return lines.size();
  }

  private void addWord(StringBuilder marked) {
    marked.append("\n\nHere: ").append(WORDS.get(page++ % WORDS.size())).append(".\n\n");
  }
}
