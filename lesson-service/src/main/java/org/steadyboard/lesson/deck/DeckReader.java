package org.steadyboard.lesson.deck;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    var matter = Matter.of(text.get());
    var frontMatter =
        matter.body() == 0
            ? FrontMatter.NONE
            : new FrontMatterReader(2, problems).read(matter.yaml(text.get()));
    var pages = new DeckPages(text.get().substring(matter.body()), matter.lines(), problems);
    return new Deck(frontMatter, pages.read(), problems);
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
      var lines = text.replace("\r\n", "\n").replace('\r', '\n');
      return Optional.of(lines.startsWith("\uFEFF") ? lines.substring(1) : lines);
    } catch (CharacterCodingException e) {
      problems.add(new DeckProblem(1, "the file is not a text in UTF-8"));
      return Optional.empty();
    }
  }

  /**
   * The lines between two lines of dashes at the top of a deck.
   *
   * @param body where the first line after them begins; 0 when there are none
   * @param lines how many lines stand before that
   */
  private record Matter(int from, int to, int body, int lines) {

    private static final Matter NONE = new Matter(0, 0, 0, 0);

    static Matter of(String text) {
      if (!isParting(text, 0)) {
        return NONE;
      }
      var from = afterLine(text, 0);
      var lines = 1;
      for (var at = from; at < text.length(); at = afterLine(text, at)) {
        lines++;
        if (isParting(text, at)) {
          return new Matter(from, at, afterLine(text, at), lines);
        }
      }
      return NONE;
    }

    String yaml(String text) {
      return text.substring(from, Math.max(from, to - 1));
    }

    private static boolean isParting(String text, int at) {
      return text.startsWith(PARTING, at)
          && text.substring(at, afterLine(text, at)).stripTrailing().equals(PARTING);
    }

    private static int afterLine(String text, int at) {
      var end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end + 1;
    }
  }
}
