package org.steadyboard.board.pointing;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages.Pointer;

/**
 * Where teachers point: the newest position only, a bounded number a second, and nothing at all to
 * a board that has not taken yet what it was sent before, so that no page turn waits for a pointer.
 */
public final class Pointers {

  private final Loop loop;
  private final Duration every;

  /** Boards that were told a position less than {@code every} ago, and what to tell them next. */
  private final Map<BoardLink, Next> told = new IdentityHashMap<>();

  public Pointers(Loop loop, Duration every) {
    this.loop = loop;
    this.every = every;
  }

  private static final class Next {
    private Pointer pointer;
  }

  public void move(BoardLink board, Pointer pointer) {
    var next = told.get(board);
    if (next != null) {
      next.pointer = pointer;
      return;
    }
    next = new Next();
    told.put(board, next);
    next.pointer = pointer;
    tell(board, next);
  }

  private void tell(BoardLink board, Next next) {
    if (board.isClosed()) {
      told.remove(board);
      return;
    }
    if (next.pointer != null && board.wire().isIdle()) {
      var pointer = next.pointer;
      next.pointer = null;
      board.send(BoardMessages.pointer(pointer.x(), pointer.y(), pointer.visible()));
      loop.after(every, () -> tell(board, next));
    } else if (next.pointer != null) {
      loop.after(every, () -> tell(board, next));
    } else {
      told.remove(board);
    }
  }
}
