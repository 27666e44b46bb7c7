package org.steadyboard.lesson.rendering;

import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns a page's Markdown into what boards and teachers see. Pure: the same Markdown always gives
 * the same. Costs at most 20 ms and a microsecond for each byte of it, on one core of today, or is
 * refused.
 */
public final class Rendering {

  /** Raised when the same Markdown gives something else than before. */
  public static final short VERSION = 2;

  /** Characters of html that a page may become. */
  public static final int MAX_HTML = 1024 * 1024;

  /** Tags of html, opening and closing ones: boards lay each out. */
  public static final int MAX_TAGS = 40_000;

  private static final HtmlRenderer RENDERER = PageParser.renderer();

  private Rendering() {}

  /**
   * @throws PageTooComplex when the page would become more than a page can be
   */
  public static Rendered render(String markdown) {
    var notes = Notes.takeOut(markdown, true);
    var document = parse(notes);
    if (document == null) {
      notes = Notes.takeOut(markdown, false);
      document = PageParser.parse(notes.shown(), IncludeSourceSpans.NONE);
    }
    Targets.makeSafe(document);
    var words = new Words();
    document.accept(words);
    return new Rendered(html(document), notes.notes(), words.headings(), words.others());
  }

  /** Null when what was taken for an example in code is not in code. */
  private static Node parse(Notes notes) {
    if (notes.examples().isEmpty()) {
      return PageParser.parse(notes.shown(), IncludeSourceSpans.NONE);
    }
    var document = PageParser.parse(notes.shown(), IncludeSourceSpans.BLOCKS_AND_INLINES);
    return Examples.areCode(document, notes.examples()) ? document : null;
  }

  private static String html(Node document) {
    var html = new BoundedText(MAX_HTML);
    RENDERER.render(document, html);
    var safe = AllowedHtml.sanitise(html.toString());
    if (safe.length() > MAX_HTML) {
      throw BoundedText.tooLong(MAX_HTML);
    }
    if (safe.chars().filter(c -> c == '<').count() > MAX_TAGS) {
      throw new PageTooComplex("more than " + MAX_TAGS + " tags of html");
    }
    return safe;
  }
}
