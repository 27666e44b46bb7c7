package org.steadyboard.board.pointing;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.here.PointerRow;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.TeacherMessages.Pointer;

/** Shows boards here where teachers of other hosts point: the newest only, and only while fresh. */
public final class ArrivingPointers {

  private final BoardsHere boards;
  private final Pointers pointers;
  private final PointerStore store;
  private final Clock clock;
  private final Gathering<UUID> reads;

  public ArrivingPointers(
      Loop loop, BoardsHere boards, Pointers pointers, PointerStore store, Clock clock) {
    this.boards = boards;
    this.pointers = pointers;
    this.store = store;
    this.clock = clock;
    this.reads = new Gathering<>("reading pointers", loop, this::read);
  }

  /** The row of this board changed, by whichever process or host. */
  public void changed(UUID boardId) {
    if (isHere(boards.find(boardId))) {
      reads.add(boardId);
    }
  }

  /** Takes away what hosts that fell silent left standing: they cannot any more. */
  public void hideOf(Set<String> hosts, Predicate<String> isAlive) {
    for (var board : boards.all()) {
      var last = board.farPointer();
      if (isHere(board)
          && last != null
          && last.visible()
          && hosts.contains(last.revision().host())
          && !isAlive.test(last.revision().host())) {
        show(board, last.hidden());
      }
    }
  }

  private Future<Runnable> read(List<UUID> boardIds) {
    return store.read(boardIds).map(rows -> () -> rows.forEach(this::learn));
  }

  private void learn(PointerRow row) {
    var board = boards.find(row.boardId());
    if (isHere(board) && row.isWorthShowingAfter(board.farPointer(), clock.instant())) {
      show(board, row);
    }
  }

  private void show(BoardHere board, PointerRow row) {
    board.farPointer(row);
    pointers.move(board.link(), new Pointer(board.id(), row.x(), row.y(), row.visible()));
  }

  private static boolean isHere(BoardHere board) {
    return board != null && board.link() != null && !board.pairings().isEmpty();
  }
}
