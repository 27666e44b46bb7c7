package org.steadyboard.lesson.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page's text, parted into what is shown and its notes.
 *
 * @param shown Markdown without notes
 * @param notes plain text, a blank line between notes
 * @param examples where in {@code shown} something stands that would be a note if it were not code
 */
record Notes(String shown, String notes, List<Integer> examples) {

  /** What a picture shows; no bracket in a bracket, so that a text is looked at once. */
  private static final Pattern IMAGE = Pattern.compile("!\\[([^\\[\\]]*+)\\]\\([^()]*+\\)");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!--|<aside|^[ \\t]*+(?:notes?:|\\?\\?\\?)",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /**
   * @param hasCode whether examples in code are left there; if not, what looks like a note is one
   */
  static Notes takeOut(String markdown, boolean hasCode) {
    var text = markdown.replace("\r\n", "\n").replace('\r', '\n');
    var parting = new Parting(text);
    TextReader.readPage(text, hasCode, parting);
    return new Notes(
        parting.shown.toString(), String.join("\n\n", parting.notes), parting.examples);
  }

  private static final class Parting implements TextParts {

    private static final String OPENS = "<!--";

    private final String text;
    private final StringBuilder shown;
    private final StringBuilder note = new StringBuilder();
    private final List<String> notes = new ArrayList<>();
    private final List<Integer> examples = new ArrayList<>();

    Parting(String text) {
      this.text = text;
      this.shown = new StringBuilder(text.length());
    }

    @Override
    public void shown(int from, int to) {
      // What stood around a note must not become one together.
      for (var before = 1; before < OPENS.length(); before++) {
        if (endsWith(before) && text.startsWith(OPENS.substring(before), from)) {
          shown.append(' ');
        }
      }
      shown.append(text, from, to);
    }

    private boolean endsWith(int count) {
      return shown.length() >= count && OPENS.startsWith(shown.substring(shown.length() - count));
    }

    @Override
    public void code(int from, int to) {
      var found = EXAMPLE.matcher(text).region(from, to);
      while (found.find()) {
        examples.add(shown.length() + found.end() - 1 - from);
      }
      shown.append(text, from, to);
    }

    @Override
    public void note(int from, int to) {
      note.append(text, from, to);
    }

    @Override
    public void noteEnds() {
      var plain = note.toString().strip();
      if (!plain.isEmpty()) {
        // Of a picture, what it shows is left.
        notes.add(IMAGE.matcher(plain).replaceAll("[$1]"));
      }
      note.setLength(0);
    }
  }
}
