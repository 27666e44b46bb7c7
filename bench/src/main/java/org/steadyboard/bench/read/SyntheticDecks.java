package org.steadyboard.bench.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decks of made-up words, the same each time, for where there are no real ones. */
final class SyntheticDecks {

  private static final int LESSONS = 128;
  private static final int PAGES = 8;
  private static final int WORDS_ON_A_PAGE = 120;
  private static final int VOCABULARY = 3000;
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final long SEED = 42;

  private final Random random = new Random(SEED);

  /** Text by file name. */
  Map<String, String> write() {
    var decks = new LinkedHashMap<String, String>();
    for (var lesson = 0; lesson < LESSONS; lesson++) {
      var pages =
          IntStream.range(0, PAGES)
              .mapToObj(page -> "# " + words(3) + "\n\n" + words(WORDS_ON_A_PAGE))
              .collect(Collectors.joining("\n\n---\n\n"));
      var language = lesson % 2 == 0 ? "nl" : "en";
      decks.put(
          "theme-%d/lesson-%d.md".formatted(lesson % 16, lesson),
          "---\ntitle: %s\nlanguage: %s\n---\n\n%s\n".formatted(words(2), language, pages));
    }
    return decks;
  }

  private String words(int count) {
    return IntStream.range(0, count).mapToObj(i -> word()).collect(Collectors.joining(" "));
  }

  /** Few words are said often and many seldom. */
  private String word() {
    var number = (int) (VOCABULARY * Math.pow(random.nextDouble(), 3));
    var word = new StringBuilder();
    for (var rest = number + 20; rest > 0; rest /= CONSONANTS.length() * VOWELS.length()) {
      word.append(CONSONANTS.charAt(rest % CONSONANTS.length()));
      word.append(VOWELS.charAt(rest / CONSONANTS.length() % VOWELS.length()));
    }
    return word.toString();
  }
}
