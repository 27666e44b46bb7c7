package org.steadyboard.lesson.rendering;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/** Renders the pages that people save, within what this host has for it. */
@ApplicationScoped
public class Renderer {

  private final RenderingPool pool;

  public Renderer(RenderingSettings settings) {
    pool = new RenderingPool(settings.threads(), settings.waiting(), settings.deadline());
  }

  /**
   * Waits; not for a thread that must not, nor within a transaction.
   *
   * @throws Problem {@code too-complex}, {@code busy} or {@code too-slow}
   */
  public Rendered render(String markdown) {
    try {
      return pool.call(() -> Rendering.render(markdown));
    } catch (PageTooComplex e) {
      throw new Problem(ProblemCode.TOO_COMPLEX, "The page has " + e.getMessage());
    }
  }

  @PreDestroy
  void close() {
    pool.close();
  }
}
