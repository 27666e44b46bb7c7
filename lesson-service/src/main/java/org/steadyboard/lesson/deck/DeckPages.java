package org.steadyboard.lesson.deck;

import java.util.ArrayList;
import java.util.List;
import org.steadyboard.lesson.deck.Deck.DeckPage;
import org.steadyboard.lesson.deck.Deck.DeckProblem;
import org.steadyboard.lesson.rendering.TextParts;
import org.steadyboard.lesson.rendering.TextReader;

/** The pages of one deck. Blank ones are left out, and what cannot be a page is told. */
final class DeckPages implements TextParts {

  private final String text;
  private final List<DeckProblem> problems;
  private final List<DeckPage> pages = new ArrayList<>();

  private int counted;
  private int line;
  private int start;
  private int startLine;
  private boolean isFull;
  private boolean hasToldOfNote;

  /**
   * @param text after the front matter
   * @param linesBefore how many lines stand before it in the file
   */
  DeckPages(String text, int linesBefore, List<DeckProblem> problems) {
    this.text = text;
    this.problems = problems;
    this.line = linesBefore + 1;
    this.startLine = line;
  }

  List<DeckPage> read() {
    TextReader.readDeck(text, this);
    endPage(text.length());
    return pages;
  }

  @Override
  public void parting(int from, int to) {
    endPage(from);
    start = Math.min(text.length(), to + 1);
    startLine = lineOf(start);
    hasToldOfNote = false;
  }

  @Override
  public void overPage(int at, boolean closed) {
    if (!hasToldOfNote && !isFull) {
      hasToldOfNote = true;
      problems.add(
          new DeckProblem(
              lineOf(at),
              closed
                  ? "the note that begins here goes on over a line ---, which parts no pages then"
                  : "the note that begins here is not closed: it ends with its page"));
    }
  }

  private void endPage(int end) {
    var first = start;
    var firstLine = startLine;
    for (var at = start; at < end && Character.isWhitespace(text.charAt(at)); at++) {
      if (text.charAt(at) == '\n') {
        first = at + 1;
        firstLine++;
      }
    }
    // Only blank lines are taken off: an indented first line is a block of code.
    var markdown = text.substring(Math.min(first, end), end).stripTrailing();
    if (isFull || markdown.isEmpty()) {
      return;
    }
    if (pages.size() == DeckReader.MAX_PAGES) {
      isFull = true;
      problems.add(
          new DeckProblem(
              startLine, "the rest is left out: more than " + DeckReader.MAX_PAGES + " pages"));
    } else if (end - start > DeckReader.MAX_PAGE_CHARACTERS) {
      problems.add(
          new DeckProblem(
              firstLine,
              "the page has more than " + DeckReader.MAX_PAGE_CHARACTERS + " characters"));
    } else {
      pages.add(new DeckPage(firstLine, markdown + "\n"));
    }
  }

  /** For places that only go up. */
  private int lineOf(int at) {
    for (; counted < at; counted++) {
      line += text.charAt(counted) == '\n' ? 1 : 0;
    }
    return line;
  }
}
