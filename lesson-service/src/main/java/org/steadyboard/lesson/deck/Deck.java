package org.steadyboard.lesson.deck;

import java.util.List;

/**
 * A Markdown file as lesson: what its front matter says, its pages in order, and what in it could
 * not be read.
 */
public record Deck(FrontMatter frontMatter, List<DeckPage> pages, List<DeckProblem> problems) {

  /**
   * @param line where the page begins in the file, counted from 1
   */
  public record DeckPage(int line, String markdown) {}

  /**
   * @param line counted from 1
   */
  public record DeckProblem(int line, String message) {}
}
