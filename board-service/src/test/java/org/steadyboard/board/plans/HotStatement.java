package org.steadyboard.board.plans;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What a store says to the database again and again.
 *
 * @param keys how many rows it is about
 * @param run may be said any number of times, and does the same each time
 */
public record HotStatement(String name, int keys, Supplier<Future<?>> run) {

  /** About as many as a busy moment brings, and as a planner that knows nothing does not expect. */
  public static final int KEYS = 20;

  public static HotStatement ofMany(String name, Supplier<Future<?>> run) {
    return new HotStatement(name, KEYS, run);
  }

  public static HotStatement ofOne(String name, Supplier<Future<?>> run) {
    return new HotStatement(name, 1, run);
  }
}
