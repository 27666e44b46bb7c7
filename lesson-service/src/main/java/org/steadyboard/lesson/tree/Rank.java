package org.steadyboard.lesson.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in an order, as a string that sorts by its bytes. Between any two different ranks there
 * is another, so that a row moves without touching its neighbours.
 *
 * <p>A rank is six digits in base 62 (in ASCII order), then a fraction that never ends in 0. Adding
 * at either end counts the six digits up or down, so that a long list has short ranks; adding in
 * between makes the fraction longer by about one digit for every six times at the same spot.
 */
public final class Rank {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE = DIGITS.length();
  private static final int COUNTED = 6;
  private static final long MIDDLE = power(BASE, COUNTED) / 2;

  private Rank() {}

  /**
   * A rank after {@code before} and before {@code after}; null for none.
   *
   * @throws IllegalArgumentException when {@code before} is not less than {@code after}
   */
  public static String between(String before, String after) {
    if (before == null) {
      return after == null ? counted(MIDDLE) : counted(count(after) - 1);
    }
    if (after == null) {
      return counted(count(before) + 1);
    }
    if (before.compareTo(after) >= 0) {
      throw new IllegalArgumentException("no rank is between " + before + " and " + after);
    }
    var low = count(before);
    var high = count(after);
    if (high - low >= 2) {
      return counted(low + (high - low) / 2);
    }
    var sameCount = high == low;
    return before.substring(0, COUNTED)
        + fraction(before.substring(COUNTED), sameCount ? after.substring(COUNTED) : null);
  }

  /** The {@code index}-th rank of a list that is made in one go, counted from 0. */
  public static String nth(int index) {
    return counted(MIDDLE + index);
  }

  /**
   * Ranks for rows that share one: the first keeps it, the others come close behind. They stay the
   * same when another row is put behind the last of them.
   *
   * @param after the next rank that is taken; null for none
   * @throws IllegalArgumentException when {@code rank} is not less than {@code after}
   */
  static List<String> apart(String rank, int count, String after) {
    var longest = Math.max(rank.length(), after == null ? 0 : after.length());
    for (var start = rank; start.length() <= longest; start += "0") {
      var last = count == 1 ? rank : start + ending(count - 1);
      if (after == null || last.compareTo(after) < 0) {
        var ranks = new ArrayList<>(List.of(rank));
        for (var i = 1; i < count; i++) {
          ranks.add(start + ending(i));
        }
        return ranks;
      }
    }
    throw new IllegalArgumentException("no rank is between " + rank + " and " + after);
  }

  /** The {@code index}-th of endless many that never end in 0, counted from 1. */
  private static String ending(int index) {
    var highest = DIGITS.charAt(BASE - 1);
    return String.valueOf(highest).repeat((index - 1) / (BASE - 1))
        + DIGITS.charAt((index - 1) % (BASE - 1) + 1);
  }

  /** Digits between two fractions; {@code high} null is 1. */
  private static String fraction(String low, String high) {
    var result = new StringBuilder();
    var bounded = high != null;
    for (var i = 0; ; i++) {
      var from = i < low.length() ? DIGITS.indexOf(low.charAt(i)) : 0;
      var to = bounded ? DIGITS.indexOf(high.charAt(i)) : BASE;
      if (to - from >= 2) {
        return result.append(DIGITS.charAt((from + to) / 2)).toString();
      }
      if (to - from == 1 && bounded && i + 1 < high.length()) {
        // What is cut off here does not end in 0, so the shorter one is less than high.
        return result.append(DIGITS.charAt(to)).toString();
      }
      result.append(DIGITS.charAt(from));
      bounded = bounded && to == from;
    }
  }

  private static long count(String rank) {
    var count = 0L;
    for (var i = 0; i < COUNTED; i++) {
      count = count * BASE + (i < rank.length() ? DIGITS.indexOf(rank.charAt(i)) : 0);
    }
    return count;
  }

  private static String counted(long count) {
    if (count < 0 || count >= 2 * MIDDLE) {
      throw new IllegalArgumentException("a list has at most " + MIDDLE + " places on each side");
    }
    var digits = new char[COUNTED];
    for (var i = COUNTED - 1; i >= 0; i--, count /= BASE) {
      digits[i] = DIGITS.charAt((int) (count % BASE));
    }
    return new String(digits);
  }

  private static long power(int base, int exponent) {
    var result = 1L;
    for (var i = 0; i < exponent; i++) {
      result *= base;
    }
    return result;
  }
}
