package org.steadyboard.lesson.rendering;

/**
 * Hears what a text consists of, from its beginning to its end. {@code from} and {@code to} are
 * places in the text; marks of notes are in no part.
 */
public interface TextParts {

  /** What everybody may see. */
  default void shown(int from, int to) {}

  /** A block or span of code, with its marks: what looks like a note in there is an example. */
  default void code(int from, int to) {
    shown(from, to);
  }

  /** A piece of a note. */
  default void note(int from, int to) {}

  /** The pieces of a note until here are one note. */
  default void noteEnds() {}

  /** A line that parts pages, without its end; whatever was open has ended. */
  default void parting(int from, int to) {}

  /**
   * A note opens here that does not end on its page.
   *
   * @param closed whether it ends in the text at all; if not, it ends with its page
   */
  default void overPage(int at, boolean closed) {}
}
