package org.steadyboard.lesson.rendering;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Gathers the text that people read on a page, for search. What is too long is cut: a tsvector has
 * at most 1 MiB, and takes up to four times the bytes of the words in it, for a compound and each
 * of its parts.
 */
final class Words extends AbstractVisitor {

  static final int MAX_HEADING_BYTES = 16 * 1024;
  static final int MAX_WORD_BYTES = 160 * 1024;

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f]");

  private final StringBuilder headings = new StringBuilder();
  private final StringBuilder others = new StringBuilder();
  private StringBuilder current = others;

  String headings() {
    return cut(clean(headings), MAX_HEADING_BYTES);
  }

  String others() {
    return cut(clean(others), MAX_WORD_BYTES);
  }

  /** Search marks what it found with control characters, which no text has. */
  private static String clean(StringBuilder text) {
    return CONTROL.matcher(text).replaceAll("").strip();
  }

  /** To whole characters of at most so many bytes of UTF-8. */
  private static String cut(String text, int maxBytes) {
    if (text.length() <= maxBytes / 3) {
      return text;
    }
    var room = ByteBuffer.allocate(maxBytes);
    var characters = CharBuffer.wrap(text);
    StandardCharsets.UTF_8.newEncoder().encode(characters, room, true);
    return text.substring(0, characters.position());
  }

  @Override
  public void visit(Heading heading) {
    current = headings;
    visitChildren(heading);
    current.append('\n');
    current = others;
  }

  @Override
  public void visit(Paragraph paragraph) {
    visitChildren(paragraph);
    current.append('\n');
  }

  @Override
  public void visit(ListItem item) {
    visitChildren(item);
    current.append('\n');
  }

  @Override
  public void visit(CustomBlock block) {
    visitChildren(block);
    current.append('\n');
  }

  /** A cell of a table among others. */
  @Override
  public void visit(CustomNode node) {
    visitChildren(node);
    current.append(' ');
  }

  @Override
  public void visit(Text text) {
    current.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    current.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    current.append(block.getLiteral()).append('\n');
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    current.append(block.getLiteral()).append('\n');
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    current.append(' ');
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    current.append(' ');
  }
}
