package org.steadyboard.lesson.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;

/** The comments of a page: they are for the teacher, and stand in no html. */
final class Notes extends AbstractVisitor {

  private static final Pattern COMMENT = Pattern.compile("<!--(.*?)(?:-->|\\z)", Pattern.DOTALL);
  private static final Pattern IMAGE = Pattern.compile("!\\[([^\\]]*)\\]\\([^)]*\\)");

  private final List<String> notes = new ArrayList<>();

  /** Removes the comments from {@code document}; returns their text, a blank line between them. */
  static String takeOut(Node document) {
    var notes = new Notes();
    document.accept(notes);
    return String.join("\n\n", notes.notes);
  }

  @Override
  public void visit(HtmlBlock block) {
    var rest = takeOut(block.getLiteral());
    if (rest.isBlank()) {
      block.unlink();
    } else {
      block.setLiteral(rest);
    }
  }

  @Override
  public void visit(HtmlInline inline) {
    var rest = takeOut(inline.getLiteral());
    if (rest.isEmpty()) {
      inline.unlink();
    } else {
      inline.setLiteral(rest);
    }
  }

  private String takeOut(String html) {
    var comments = COMMENT.matcher(html);
    while (comments.find()) {
      var text = comments.group(1).strip();
      if (!text.isEmpty()) {
        // Notes are text: of a picture, what it shows is left.
        notes.add(IMAGE.matcher(text).replaceAll("[$1]"));
      }
    }
    return COMMENT.matcher(html).replaceAll("");
  }
}
