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
import org.commonmark.parser.IncludeSourceSpans;
import org.steadyboard.lesson.rendering.PageParser;
import org.steadyboard.lesson.rendering.PageTooComplex;

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

  /** The address stands after the text: {@code ](<address> "title")}. */
  private static final Pattern INLINE =
      Pattern.compile(
          "\\]\\(\\s*+(<[^>\\n]*+>|[^\\s()]*+(?:\\([^\\s()]*+\\)[^\\s()]*+)*+)"
              + "(?:\\s++(?:\"[^\"]*+\"|'[^']*+'|\\([^)]*+\\)))?+\\s*+\\)");

  private static final Pattern DEFINITION =
      Pattern.compile("\\s*+\\[(?:[^\\]\\\\]|\\\\.){1,999}+\\]:\\s*+(<[^>\\n]*+>|\\S++)");

  private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:|/|#|\\?");

  /** In a cell of a table, the parser's places are too low by the bars that are escaped before. */
  private static final int MAX_ESCAPES = 8;

  private FileLinks() {}

  /**
   * @param addressOf the new address of a file; empty leaves it as it is
   * @throws PageTooComplex when the page would become more than a page can be
   */
  public static String rewrite(String markdown, Function<FileLink, Optional<String>> addressOf) {
    var edits = new ArrayList<Edit>();
    PageParser.parse(markdown, IncludeSourceSpans.BLOCKS_AND_INLINES)
        .accept(new Finder(markdown, addressOf, edits));
    edits.sort(Comparator.comparingInt(Edit::from));
    var result = new StringBuilder(markdown.length());
    var done = 0;
    for (var edit : edits) {
      result.append(markdown, done, edit.from).append(edit.address);
      done = edit.to;
    }
    return result.append(markdown, done, markdown.length()).toString();
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
      find(image, image.getDestination(), true);
      visitChildren(image);
    }

    @Override
    public void visit(Link link) {
      find(link, link.getDestination(), false);
      visitChildren(link);
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      if (isOfDeck(definition, definition.getDestination())) {
        var from = definition.getSourceSpans().getFirst().getInputIndex();
        find(definition, definition.getDestination(), DEFINITION, from, true);
      }
    }

    private void find(Node node, String address, boolean shown) {
      if (isOfDeck(node, address)) {
        var textEnd =
            node.getLastChild() == null || node.getLastChild().getSourceSpans().isEmpty()
                ? markdown.indexOf(']', node.getSourceSpans().getFirst().getInputIndex())
                : end(node.getLastChild());
        // A picture that names a definition has no address of its own.
        find(node, address, INLINE, textEnd, shown);
      }
    }

    private void find(Node node, String address, Pattern written, int at, boolean shown) {
      var source = written.matcher(markdown);
      for (var from = at; from <= Math.min(at + MAX_ESCAPES, markdown.length()); from++) {
        source.region(from, Math.min(end(node) + from - at, markdown.length()));
        if (source.lookingAt() && (from == at || isWritten(address, source.group(1)))) {
          var line = node.getSourceSpans().getFirst().getLineIndex();
          addressOf
              .apply(new FileLink(address, line, shown))
              .ifPresent(a -> edits.add(new Edit(source.start(1), source.end(1), a)));
          return;
        }
      }
    }

    private static boolean isWritten(String address, String source) {
      return source.equals(address) || source.equals("<" + address + ">");
    }

    private static boolean isOfDeck(Node node, String address) {
      return !node.getSourceSpans().isEmpty()
          && !address.isEmpty()
          && !ELSEWHERE.matcher(address).lookingAt();
    }

    private static int end(Node node) {
      var span = node.getSourceSpans().getLast();
      return span.getInputIndex() + span.getLength();
    }
  }
}
