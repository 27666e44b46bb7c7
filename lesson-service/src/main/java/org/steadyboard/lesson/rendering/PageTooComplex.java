package org.steadyboard.lesson.rendering;

/** A page that would become more than a page can be. The message says in what, for its author. */
public final class PageTooComplex extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PageTooComplex(String more) {
    // No stack trace: it is an answer, not a fault.
    super(more, null, false, false);
  }
}
