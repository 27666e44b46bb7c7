package org.steadyboard.lesson.rendering;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Where code stands in a document, as CommonMark understands it. */
final class Examples extends AbstractVisitor {

  private final List<SourceSpan> code = new ArrayList<>();

  private Examples() {}

  /**
   * Whether all of these places are within code, so that they are shown as they are written.
   *
   * @param document parsed with source spans
   * @param places rising
   */
  static boolean areCode(Node document, List<Integer> places) {
    var examples = new Examples();
    document.accept(examples);
    // Nodes come in the order of the text, and so do the lines of each.
    var spans = examples.code.iterator();
    var end = 0;
    var start = 0;
    for (var place : places) {
      while (place >= end && spans.hasNext()) {
        var span = spans.next();
        start = span.getInputIndex();
        end = start + span.getLength();
      }
      if (place < start || place >= end) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void visit(Code span) {
    code.addAll(span.getSourceSpans());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    code.addAll(block.getSourceSpans());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    code.addAll(block.getSourceSpans());
  }
}
