package org.steadyboard.lesson.rendering;

/**
 * Tells notes for the teacher from what the class sees; the only one who does, for decks, pages and
 * boards.
 *
 * <p>Notes are comments, {@code <aside class="notes">}, and what follows {@code Note:}, {@code
 * Notes:} or a line {@code ???} on its page. Blank lines, headings, lists, quotes and html end none
 * of them: what stands between {@code <!--} and {@code -->} is a note, and so is all of its page
 * after a {@code <!--} that nothing closes. Only in fenced blocks of code, and in spans of code
 * that end on their line, is it an example. Where that is not sure, as in indented blocks, it is a
 * note: an example that is missing does less harm than an answer that is seen.
 *
 * <p>Takes time and memory in proportion to the text. Used once, by one thread; lines end with a
 * line feed.
 */
public final class TextReader {

  private static final String OPENS = "<!--";
  private static final String CLOSES = "-->";
  private static final String PARTING = "---";

  private final String text;
  private final boolean hasPages;
  private final boolean hasCode;
  private final TextParts parts;
  private final Finder comments;
  private final AsideTags asides;
  private final CodeSpans spans;
  private final Fence fence;

  private int lineEnd = -1;
  private boolean knowsSpans;
  private int nextParting = -1;
  private int openAsides;
  private boolean untilPageEnds;

  private TextReader(String text, boolean hasPages, boolean hasCode, TextParts parts) {
    this.text = text;
    this.hasPages = hasPages;
    this.hasCode = hasCode;
    this.parts = parts;
    this.comments = new Finder(text, CLOSES);
    this.asides = new AsideTags(text);
    this.spans = new CodeSpans(text);
    this.fence = new Fence(text);
  }

  /** Reads the text of a deck: lines {@code ---} outside code and notes part its pages. */
  public static void readDeck(String text, TextParts parts) {
    new TextReader(text, true, true, parts).read();
  }

  /**
   * @param hasCode whether code is told from other text; if not, nothing is an example
   */
  static void readPage(String text, boolean hasCode, TextParts parts) {
    new TextReader(text, false, hasCode, parts).read();
  }

  private void read() {
    for (var at = 0; at < text.length(); ) {
      if (at > lineEnd) {
        lineEnd = endOfLine(at);
        knowsSpans = false;
      }
      at = at == 0 || text.charAt(at - 1) == '\n' ? line(at) : inLine(at);
    }
    endPage();
  }

  private void endPage() {
    if (isInNote()) {
      parts.noteEnds();
    }
    openAsides = 0;
    untilPageEnds = false;
    fence.close();
  }

  private int line(int at) {
    if (fence.isOpen()) {
      fence.close(at, lineEnd);
      return code(at, afterLine(lineEnd));
    }
    if (hasPages && isParting(at, lineEnd) && (openAsides == 0 || !asides.closeAfter(at))) {
      endPage();
      parts.parting(at, lineEnd);
      return afterLine(lineEnd);
    }
    if (hasCode) {
      fence.open(at, lineEnd);
    }
    if (fence.isOpen()) {
      return code(at, afterLine(lineEnd));
    }
    var rest = isInNote() ? -1 : NoteMark.end(text, at, lineEnd);
    untilPageEnds |= rest >= 0;
    return inLine(Math.max(at, rest));
  }

  /** Goes on to the next line, or to where something else than plain text begins or ends. */
  private int inLine(int from) {
    for (var at = from; at < lineEnd; at++) {
      switch (text.charAt(at)) {
        case '`' -> {
          if (hasCode) {
            if (!knowsSpans) {
              spans.in(at, lineEnd);
              knowsSpans = true;
            }
            var end = spans.endOfSpan(at);
            if (end >= 0) {
              plain(from, at);
              return code(at, end);
            }
            at = spans.endOfRun(at) - 1;
          }
        }
        case '<' -> {
          if (text.startsWith(OPENS, at)) {
            plain(from, at);
            return comment(at);
          }
          if (asides.opensAt(at) && (openAsides > 0 || asides.isForNotes(at))) {
            plain(from, at);
            return asideOpens(at);
          }
          if (openAsides > 0 && asides.closesAt(at)) {
            plain(from, at);
            return asideCloses(at);
          }
        }
        default -> {}
      }
    }
    return plain(from, afterLine(lineEnd));
  }

  private int comment(int at) {
    var from = at + OPENS.length();
    var close = comments.next(from);
    if (close < 0) {
      return unclosedComment(at, from);
    }
    if (hasPages && nextParting(at) < close) {
      parts.overPage(at, true);
    }
    parts.note(from, close);
    return commentEnds(close + CLOSES.length());
  }

  private int unclosedComment(int at, int from) {
    // A comment may be as short as <!--> and <!--->.
    for (var empty : new String[] {">", "->"}) {
      if (text.startsWith(empty, from)) {
        return commentEnds(from + empty.length());
      }
    }
    parts.overPage(at, false);
    var end = hasPages ? nextParting(at) : text.length();
    parts.note(from, end);
    return commentEnds(end);
  }

  private int commentEnds(int end) {
    if (!isInNote()) {
      parts.noteEnds();
    }
    return end;
  }

  private int asideOpens(int at) {
    if (!isInNote() && !asides.closeAfter(at)) {
      parts.overPage(at, false);
    }
    openAsides++;
    return asides.endOfTag(at);
  }

  private int asideCloses(int at) {
    openAsides--;
    if (!isInNote()) {
      parts.noteEnds();
    }
    return asides.endOfTag(at);
  }

  private boolean isInNote() {
    return openAsides > 0 || untilPageEnds;
  }

  private int plain(int from, int to) {
    if (isInNote()) {
      parts.note(from, to);
    } else {
      parts.shown(from, to);
    }
    return to;
  }

  private int code(int from, int to) {
    if (isInNote()) {
      parts.note(from, to);
    } else {
      parts.code(from, to);
    }
    return to;
  }

  private boolean isParting(int at, int end) {
    return text.startsWith(PARTING, at) && NoteMark.isBlank(text, at + PARTING.length(), end);
  }

  /** Where the first line after {@code at} begins that parts pages; the end of the text if none. */
  private int nextParting(int at) {
    if (nextParting <= at) {
      nextParting = afterLine(endOfLine(at));
      while (nextParting < text.length() && !isParting(nextParting, endOfLine(nextParting))) {
        nextParting = afterLine(endOfLine(nextParting));
      }
    }
    return nextParting;
  }

  private int endOfLine(int at) {
    var end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private int afterLine(int end) {
    return Math.min(text.length(), end + 1);
  }
}
