package org.steadyboard.lesson.deck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Finds where the Markdown of a page names other files of its deck, and puts other addresses there.
 * All else in the Markdown stays as it was written.
 */
public final class FileLinks {

  /**
   * A relative path in the Markdown.
   *
   * @param line of the page, counted from 0
   * @param shown whether it is a picture, rather than a link
   */
  public record FileLink(String path, int line, boolean shown) {}

  private record Edit(int from, int to, String address) {}

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  /** The address stands at the end: {@code ](<address> "title")}. */
  private static final Pattern INLINE =
      Pattern.compile(
          "\\]\\(\\s*(<[^>\\n]*>|[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*)"
              + "(?:\\s+(?:\"[^\"]*\"|'[^']*'|\\([^)]*\\)))?\\s*\\)$");

  private static final Pattern DEFINITION =
      Pattern.compile("^\\s*\\[(?:[^\\]\\\\]|\\\\.)+\\]:\\s*(<[^>\\n]*>|\\S+)");

  private static final Pattern ELSEWHERE =
      Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:|/|#|\\?).*");

  private FileLinks() {}

  /**
   * @param addressOf the new address of a file; empty leaves it as it is
   */
  public static String rewrite(String markdown, Function<FileLink, Optional<String>> addressOf) {
    var edits = new ArrayList<Edit>();
    PARSER.parse(markdown).accept(new Finder(markdown, addressOf, edits));
    edits.sort(Comparator.comparingInt(Edit::from).reversed());
    var result = new StringBuilder(markdown);
    edits.forEach(e -> result.replace(e.from, e.to, e.address));
    return result.toString();
  }

  private static final class Finder extends AbstractVisitor {

    private final String markdown;
    private final Function<FileLink, Optional<String>> addressOf;
    private final List<Edit> edits;

    Finder(String markdown, Function<FileLink, Optional<String>> addressOf, List<Edit> edits) {
      this.markdown = markdown;
      this.addressOf = addressOf;
      this.edits = edits;
    }

    @Override
    public void visit(Image image) {
      find(image, image.getDestination(), INLINE, true);
      visitChildren(image);
    }

    @Override
    public void visit(Link link) {
      find(link, link.getDestination(), INLINE, false);
      visitChildren(link);
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      find(definition, definition.getDestination(), DEFINITION, true);
    }

    private void find(Node node, String address, Pattern written, boolean shown) {
      var spans = node.getSourceSpans();
      if (spans.isEmpty() || address.isEmpty() || ELSEWHERE.matcher(address).matches()) {
        return;
      }
      var from = spans.getFirst().getInputIndex();
      var source = written.matcher(markdown.substring(from, end(spans.getLast())));
      // A picture that names a definition has no address of its own.
      if (source.find()) {
        var line = spans.getFirst().getLineIndex();
        addressOf
            .apply(new FileLink(address, line, shown))
            .ifPresent(a -> edits.add(new Edit(from + source.start(1), from + source.end(1), a)));
      }
    }

    private static int end(SourceSpan span) {
      return span.getInputIndex() + span.getLength();
    }
  }
}
