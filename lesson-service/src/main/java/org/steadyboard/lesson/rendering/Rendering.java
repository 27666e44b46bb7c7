package org.steadyboard.lesson.rendering;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns a page's Markdown (CommonMark with tables) into what boards and teachers see. Pure: the
 * same Markdown always gives the same.
 */
public final class Rendering {

  /** Raised when the same Markdown gives something else than before. */
  public static final short VERSION = 1;

  /** Blocks within blocks beyond this depth are text: a stack is not endless. */
  private static final int MAX_DEPTH = 60;

  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(MAX_DEPTH).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private Rendering() {}

  /**
   * @throws NestedTooDeeply when the text within a line has more marks within marks than can be
   *     followed
   */
  public static Rendered render(String markdown) {
    try {
      var document = PARSER.parse(markdown);
      var notes = Notes.takeOut(document);
      Targets.makeSafe(document);
      var words = new Words();
      document.accept(words);
      var html = AllowedHtml.sanitise(RENDERER.render(document));
      return new Rendered(html, notes, words.headings(), words.others());
    } catch (StackOverflowError e) {
      // The library recurses into emphasis, links and quotes; nothing is left behind by its pure
      // walk.
      throw new NestedTooDeeply();
    }
  }

  /** A text with thousands of marks within marks, which no deck for people has. */
  public static final class NestedTooDeeply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NestedTooDeeply() {
      super("marks within marks, too deep to follow", null, false, false);
    }
  }
}
