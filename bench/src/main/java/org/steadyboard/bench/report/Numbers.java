package org.steadyboard.bench.report;

import java.util.Locale;

/** Numbers as a table shows them. */
final class Numbers {

  private Numbers() {}

  /** Three digits that matter for small ones, whole ones with separators from 100 on. */
  static String plain(double value) {
    var size = Math.abs(value);
    if (value == Math.rint(value) || size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
