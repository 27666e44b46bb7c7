package org.steadyboard.host.log;

/** Text as it may stand in a log, whoever wrote it: without breaks, and of bounded length. */
final class OneLine {
  static final int CHARACTERS = 2_000;
  static final int TRACE_CHARACTERS = 10_000;
  private static final int MAX_CAUSES = 3;

  private OneLine() {}

  static String of(String text) {
    return of(text, CHARACTERS);
  }

  /** A break would let a stranger write lines that look like ours. */
  static String of(String text, int most) {
    String cut = text.length() > most ? text.substring(0, most) + "…" : text;
    return cut.chars().noneMatch(OneLine::breaks)
        ? cut
        : cut.codePoints()
            .map(c -> breaks(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** What happened and why, by names and messages. */
  static String of(String text, Throwable failure) {
    var line = new StringBuilder(text);
    int depth = 0;
    for (Throwable at = failure; at != null && depth < MAX_CAUSES; at = at.getCause(), depth++) {
      line.append(depth == 0 ? ": " : ", by ").append(at);
    }
    return of(line.toString());
  }

  private static boolean breaks(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }
}
