package org.steadyboard.board.pointing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.loop.Attempt;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.TeacherMessages.Pointer;
import org.steadyboard.board.pointing.PointerStore.Position;

/**
 * Brings where teachers point to boards of other hosts, through the database: the newest position
 * of each board only, those of all boards in one statement, one statement at a time and a bounded
 * number a second. What cannot be written is forgotten, for a newer position follows; that a
 * pointer went away is not, for nothing follows it. Used on the loop only.
 */
public final class FarPointers {

  private static final int MOST_BOARDS = 1000;
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

  private final Loop loop;
  private final PointerStore store;
  private final Duration every;

  /** At most one for each board that a teacher here may steer. */
  private final Map<UUID, Position> waiting = new LinkedHashMap<>();

  private long lastStartNanos;
  private boolean started;

  /**
   * @param every between two statements, and so between two positions of a board
   */
  public FarPointers(Loop loop, PointerStore store, Duration every) {
    this.loop = loop;
    this.store = store;
    this.every = every;
    this.lastStartNanos = loop.nanos() - every.toNanos();
  }

  public void move(Pointer pointer) {
    waiting.put(
        pointer.boardId(),
        new Position(pointer.boardId(), pointer.x(), pointer.y(), pointer.visible()));
    next(Duration.ofNanos(lastStartNanos + every.toNanos() - loop.nanos()));
  }

  private void next(Duration wait) {
    if (started || waiting.isEmpty()) {
      return;
    }
    started = true;
    if (wait.isPositive()) {
      loop.after(wait, this::write);
    } else {
      write();
    }
  }

  private void write() {
    lastStartNanos = loop.nanos();
    var batch = take();
    Attempt.on(
        loop,
        DEADLINE,
        () -> store.write(batch),
        outcome -> {
          started = false;
          if (outcome.succeeded()) {
            next(Duration.ofNanos(lastStartNanos + every.toNanos() - loop.nanos()));
          } else {
            batch.stream()
                .filter(position -> !position.visible())
                .forEach(position -> waiting.putIfAbsent(position.boardId(), position));
            next(PAUSE_AFTER_FAILURE);
          }
        });
  }

  private List<Position> take() {
    var batch = new ArrayList<Position>(Math.min(waiting.size(), MOST_BOARDS));
    var all = waiting.values().iterator();
    while (all.hasNext() && batch.size() < MOST_BOARDS) {
      batch.add(all.next());
      all.remove();
    }
    return batch;
  }
}
