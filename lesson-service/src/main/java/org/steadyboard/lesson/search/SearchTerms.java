package org.steadyboard.lesson.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns what someone typed into a tsquery (PostgreSQL's documentation, 8.11.2): all of the words,
 * the last of them also as a beginning. Only letters and digits are kept, so nothing that was typed
 * can mean anything else.
 */
final class SearchTerms {

  /** More words than people type; the rest is left out. */
  static final int MAX_WORDS = 12;

  private static final int MAX_WORD = 64;

  /** Shorter ones begin too many words. */
  private static final int MIN_BEGINNING = 3;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private SearchTerms() {}

  /** Empty when there is nothing to look for. */
  static Optional<String> of(String typed) {
    var words = words(typed);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    var query = new StringBuilder();
    for (var word : words) {
      query.append(query.isEmpty() ? "" : " & ").append('\'').append(word).append('\'');
    }
    // As people type: the last word may not be whole yet. A space after it says that it is.
    var last = words.getLast();
    var isWhole = !typed.isEmpty() && Character.isWhitespace(typed.charAt(typed.length() - 1));
    if (!isWhole && last.codePointCount(0, last.length()) >= MIN_BEGINNING) {
      query.append(":*");
    }
    return Optional.of(query.toString());
  }

  private static List<String> words(String typed) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC));
    while (words.size() < MAX_WORDS && matcher.find()) {
      var word = matcher.group();
      if (!words.contains(word)) {
        words.add(shortened(word));
      }
    }
    return words;
  }

  private static String shortened(String word) {
    return word.length() <= MAX_WORD
        ? word
        : word.substring(0, word.offsetByCodePoints(0, MAX_WORD / 2));
  }
}
