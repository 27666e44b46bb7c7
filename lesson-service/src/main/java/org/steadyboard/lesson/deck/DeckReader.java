package org.steadyboard.lesson.deck;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyboard.lesson.deck.Deck.DeckPage;
import org.steadyboard.lesson.deck.Deck.DeckProblem;

/**
 * Reads a deck from the bytes of its file. Never throws for what stands in them: what cannot be
 * read becomes a problem with its line, and the rest is read.
 */
public final class DeckReader {

  public static final int MAX_BYTES = 4 * 1024 * 1024;
  public static final int MAX_PAGES = 500;
  public static final int MAX_PAGE_CHARACTERS = 256 * 1024;

  private static final String PARTING = "---";

  private DeckReader() {}

  public static Deck read(byte[] bytes) {
    var problems = new ArrayList<DeckProblem>();
    var text = text(bytes, problems);
    if (text.isEmpty()) {
      return new Deck(FrontMatter.NONE, List.of(), problems);
    }
    var lines = text.get().lines().toList();
    var body = endOfFrontMatter(lines);
    var frontMatter =
        body == 0
            ? FrontMatter.NONE
            : new FrontMatterReader(2, problems)
                .read(String.join("\n", lines.subList(1, body - 1)));
    return new Deck(frontMatter, pages(lines, body, problems), problems);
  }

  private static Optional<String> text(byte[] bytes, List<DeckProblem> problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add(new DeckProblem(1, "the file has more than " + MAX_BYTES + " bytes"));
      return Optional.empty();
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var nul = text.indexOf('\0');
      if (nul >= 0) {
        var line = 1 + (int) text.chars().limit(nul).filter(c -> c == '\n').count();
        problems.add(new DeckProblem(line, "the file has a NUL character: it is not a text"));
        return Optional.empty();
      }
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.add(new DeckProblem(1, "the file is not a text in UTF-8"));
      return Optional.empty();
    }
  }

  /** The index of the first line after the front matter; 0 when there is none. */
  private static int endOfFrontMatter(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(PARTING)) {
      return 0;
    }
    for (var i = 1; i < lines.size(); i++) {
      if (lines.get(i).stripTrailing().equals(PARTING)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static List<DeckPage> pages(List<String> lines, int from, List<DeckProblem> problems) {
    var pages = new ArrayList<DeckPage>();
    var block = new OpenBlock();
    var start = from;
    for (var i = from; i <= lines.size(); i++) {
      var ends =
          i == lines.size() || (!block.isOpen() && lines.get(i).stripTrailing().equals(PARTING));
      if (!ends) {
        block.read(lines.get(i));
        continue;
      }
      var markdown = String.join("\n", lines.subList(start, i));
      if (!markdown.isBlank()) {
        if (pages.size() == MAX_PAGES) {
          problems.add(
              new DeckProblem(
                  start + 1, "the rest is left out: more than " + MAX_PAGES + " pages"));
          return pages;
        }
        add(pages, lines, start, markdown, problems);
      }
      start = i + 1;
    }
    return pages;
  }

  private static void add(
      List<DeckPage> pages,
      List<String> lines,
      int start,
      String markdown,
      List<DeckProblem> problems) {
    var first = start;
    while (lines.get(first).isBlank()) {
      first++;
    }
    if (markdown.length() > MAX_PAGE_CHARACTERS) {
      problems.add(
          new DeckProblem(
              first + 1, "the page has more than " + MAX_PAGE_CHARACTERS + " characters"));
    } else {
      // Only blank lines are taken off: an indented first line is a block of code.
      var skipped = lines.subList(start, first).stream().mapToInt(l -> l.length() + 1).sum();
      pages.add(new DeckPage(first + 1, markdown.substring(skipped).stripTrailing() + "\n"));
    }
  }
}
