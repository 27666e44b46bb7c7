package org.steadyboard.board.desk;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.board.steering.StageMemory;
import org.steadyboard.board.steering.StageStore;

/**
 * The boards of this process and what they show. A newer stage goes to its board and its teachers
 * here as soon as it is learnt, from whomever it comes; an older one goes nowhere.
 */
final class Stages implements StageMemory {

  /** A board whose connections all ended may be back at once. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Map<UUID, BoardHere> boards = new ConcurrentHashMap<>();
  private final Gathering<UUID> reads;

  Stages(Loop loop, StageStore store) {
    this.reads =
        new Gathering<>(
            "reading stages",
            loop,
            ids -> store.read(ids).map(rows -> () -> rows.forEach(this::learn)));
  }

  /** The board, or null when it is of no interest here. From any thread. */
  BoardHere find(UUID boardId) {
    return boards.get(boardId);
  }

  BoardHere at(UUID boardId) {
    return boards.computeIfAbsent(boardId, BoardHere::new);
  }

  Collection<BoardHere> all() {
    return boards.values();
  }

  /** Reads the row again and shows it if it is newer. */
  void read(UUID boardId) {
    reads.add(boardId);
  }

  void readAll() {
    reads.addAll(
        boards.values().stream()
            .filter(board -> board.wasPaired() || board.link() == null)
            .map(BoardHere::id)
            .toList());
  }

  /** Nothing that is known may be built upon: all rows are read again. */
  void forgetAll() {
    boards.values().forEach(BoardHere::forgetRow);
    readAll();
  }

  @Override
  public StageRow known(UUID boardId) {
    var board = boards.get(boardId);
    return board == null ? null : board.row();
  }

  @Override
  public void learn(StageRow row) {
    var board = boards.get(row.boardId());
    if (board == null) {
      return;
    }
    var isNews = row.revision().isNewerThan(board.newest());
    var wasUnknown = board.row() == null;
    if (isNews || wasUnknown) {
      board.row(row);
    }
    if (isNews) {
      show(board, row);
    } else if (wasUnknown && board.link() != null && !board.pairings().isEmpty()) {
      // The board may have been greeted while the row was not known.
      showBoard(board);
    }
  }

  @Override
  public void forget(StageRow row) {
    var board = boards.get(row.boardId());
    if (board != null && board.row() == row) {
      board.forgetRow();
    }
  }

  /** Sends the board what it shows, when that is known. */
  void showBoard(BoardHere board) {
    var row = board.row();
    if (row != null) {
      board.link().send(BoardMessages.stage(row.revision(), StageJson.of(row.stage())));
    }
  }

  void sweep(long nowNanos) {
    boards.values().removeIf(board -> board.isUnused(nowNanos, KEPT.toNanos()));
  }

  private static void show(BoardHere board, StageRow row) {
    var json = StageJson.of(row.stage());
    if (board.link() != null && !board.pairings().isEmpty()) {
      board.link().send(BoardMessages.stage(row.revision(), json));
    }
    if (!board.teachers().isEmpty()) {
      board.tellTeachers(TeacherMessages.stage(board.id(), row.revision(), json));
    }
  }
}
