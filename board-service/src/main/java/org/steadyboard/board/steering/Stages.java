package org.steadyboard.board.steering;

import java.util.UUID;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.board.stage.StageRow;

/**
 * Tells what the boards of this process show. A newer stage goes to its board and its teachers here
 * as soon as it is learnt, from whomever it comes; an older one goes nowhere.
 */
public final class Stages implements StageMemory {

  private final BoardsHere boards;
  private final Gathering<UUID> reads;

  public Stages(Loop loop, BoardsHere boards, StageStore store) {
    this.boards = boards;
    this.reads =
        new Gathering<>(
            "reading stages",
            loop,
            ids -> store.read(ids).map(rows -> () -> rows.forEach(this::learn)));
  }

  /** Whether somebody here wants to know of this stage, and does not know it. From any thread. */
  public boolean isNews(UUID boardId, Revision revision) {
    var board = boards.find(boardId);
    return board != null && revision.isNewerThan(board.newest());
  }

  /** Reads the row again and shows it if it is newer. */
  public void read(UUID boardId) {
    reads.add(boardId);
  }

  public void readAll() {
    reads.addAll(
        boards.all().stream()
            .filter(board -> board.wasPaired() || board.link() == null)
            .map(BoardHere::id)
            .toList());
  }

  /** Nothing that is known may be built upon: all rows are read again. */
  public void forgetAll() {
    boards.all().forEach(BoardHere::forgetRow);
    readAll();
  }

  @Override
  public StageRow known(UUID boardId) {
    var board = boards.find(boardId);
    return board == null ? null : board.row();
  }

  @Override
  public void learn(StageRow row) {
    var board = boards.find(row.boardId());
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
    var board = boards.find(row.boardId());
    if (board != null && board.row() == row) {
      board.forgetRow();
    }
  }

  /** Sends the board what it shows, when that is known. */
  public void showBoard(BoardHere board) {
    var row = board.row();
    if (row != null) {
      board.link().send(BoardMessages.stage(row.revision(), StageJson.of(row.stage())));
    }
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
