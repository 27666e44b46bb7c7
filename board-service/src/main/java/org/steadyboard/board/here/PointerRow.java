package org.steadyboard.board.here;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.steadyboard.board.stage.Revision;

/**
 * Where a teacher pointed, as it came through the database.
 *
 * @param x from 0 to 1 of the page's width
 * @param y from 0 to 1 of the page's height
 */
public record PointerRow(UUID boardId, double x, double y, boolean visible, Revision revision) {

  /** Older than this, a position says nothing about where the teacher points now. */
  static final Duration FRESH = Duration.ofSeconds(3);

  /**
   * Whether a board that got {@code last} (null: none yet) is to get this. A pointer that went away
   * is told however late it comes: it would stand on the board for ever.
   */
  public boolean isWorthShowingAfter(PointerRow last, Instant now) {
    if (last != null && !revision.isNewerThan(last.revision)) {
      return false;
    }
    var age = TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli()) - revision.stamp();
    return !visible || age <= TimeUnit.MILLISECONDS.toMicros(FRESH.toMillis());
  }

  /** The same position, not to be seen. */
  public PointerRow hidden() {
    return new PointerRow(boardId, x, y, false, revision);
  }
}
