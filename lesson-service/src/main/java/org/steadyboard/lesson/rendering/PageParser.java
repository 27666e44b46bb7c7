package org.steadyboard.lesson.rendering;

import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLines;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Parses a page (CommonMark with tables) within limits, so that what it costs is bounded by its
 * size. The library looks back and ahead for every mark, copies a paragraph for each of its lines,
 * and makes every cell of a table, written or not; each of that is bounded here before it is done.
 */
public final class PageParser {

  /** Lines of a page. The library copies a paragraph as often as it has lines. */
  public static final int MAX_LINES = 3_000;

  /** Cells of all tables of a page, with those that are not written. */
  public static final int MAX_CELLS = 10_000;

  /**
   * Marks of a paragraph, heading or cell, multiplied by its characters, for all of a page
   * together: how far the library may look for what belongs to what. So much, and for each
   * character of the page {@link #LOOKING_PER_CHARACTER} more.
   */
  public static final long MAX_LOOKING = 5_000_000;

  public static final long LOOKING_PER_CHARACTER = 250;

  /** Blocks within blocks, and marks within marks. */
  public static final int MAX_DEPTH = 60;

  private static final String MARKS = "*_[]!<`&\\";

  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());

  private PageParser() {}

  static HtmlRenderer renderer() {
    return HtmlRenderer.builder().extensions(EXTENSIONS).build();
  }

  /**
   * @throws PageTooComplex when a limit is passed
   */
  public static Node parse(String markdown, IncludeSourceSpans spans) {
    var lines = 1 + markdown.chars().filter(c -> c == '\n' || c == '\r').count();
    if (lines > MAX_LINES) {
      throw new PageTooComplex("more than " + MAX_LINES + " lines");
    }
    var limits = new Limits(MAX_LOOKING + LOOKING_PER_CHARACTER * markdown.length());
    var parser =
        Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_DEPTH)
            .includeSourceSpans(spans)
            .inlineParserFactory(context -> limits.within(new InlineParserImpl(context)))
            .build();
    try {
      var document = parser.parse(markdown);
      refuseDepth(document);
      return document;
    } catch (StackOverflowError e) {
      // The library's patterns for html recurse; a parser of one page leaves nothing behind.
      throw new PageTooComplex("html that is too deep to follow");
    }
  }

  /** Whatever walks the document next goes deeper with it. */
  private static void refuseDepth(Node document) {
    var depth = 0;
    for (var node = document; node != null; ) {
      if (depth > 2 * MAX_DEPTH) {
        throw new PageTooComplex("marks within marks, too deep to follow");
      }
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node.getParent();
        depth--;
      }
      node = node == null ? null : node.getNext();
    }
  }

  /** Counts for one page. */
  private static final class Limits {

    private final long maxLooking;
    private int cells;
    private long looking;

    Limits(long maxLooking) {
      this.maxLooking = maxLooking;
    }

    InlineParser within(InlineParserImpl parser) {
      return (lines, block) -> {
        count(lines, block);
        parser.parse(lines, block);
      };
    }

    private void count(SourceLines lines, Node block) {
      if (Thread.interrupted()) {
        throw new PageTooComplex("not been asked for any more");
      }
      if (block instanceof TableCell && ++cells > MAX_CELLS) {
        throw new PageTooComplex("more than " + MAX_CELLS + " cells in tables");
      }
      var characters = 0L;
      var marks = 0L;
      for (var line : lines.getLines()) {
        var content = line.getContent();
        characters += content.length();
        for (var i = 0; i < content.length(); i++) {
          marks += MARKS.indexOf(content.charAt(i)) >= 0 ? 1 : 0;
        }
      }
      looking += characters * marks;
      if (looking > maxLooking) {
        throw new PageTooComplex("too many marks in one paragraph");
      }
    }
  }
}
