package org.steadyboard.board.here;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The boards of this process. Belongs to the loop, but for {@link #find}. */
public final class BoardsHere {

  /** A board whose connections all ended may be back at once. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final AtomicInteger unpaired = new AtomicInteger();
  private final Map<UUID, BoardHere> boards = new ConcurrentHashMap<>();

  /** The board, or null when it is of no interest here. From any thread. */
  public BoardHere find(UUID boardId) {
    return boards.get(boardId);
  }

  /** The board, which is of interest here from now on. */
  public BoardHere at(UUID boardId) {
    return boards.computeIfAbsent(boardId, id -> new BoardHere(id, unpaired));
  }

  public Collection<BoardHere> all() {
    return boards.values();
  }

  /** How many boards are connected that nobody is paired with. */
  public int unpaired() {
    return unpaired.get();
  }

  /** Forgets the boards that nobody here has used for a while. */
  public void sweep(long nowNanos) {
    boards.values().removeIf(board -> board.isUnused(nowNanos, KEPT.toNanos()));
  }
}
