package org.steadyboard.board.pairing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.here.Pairing;
import org.steadyboard.board.listing.Rosters;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.presence.Presences;
import org.steadyboard.board.steering.Stages;

/**
 * Tells boards and teachers here when somebody was paired or unpaired, on any host. What is told is
 * the difference between what was known and what stands in the database now.
 */
public final class Pairings {

  private final BoardsHere boards;
  private final Stages stages;
  private final Rosters rosters;
  private final Presences presences;
  private final Codes codes;
  private final PairingStore store;
  private final Gathering<UUID> changedPairings;
  private final Gathering<UUID> changedBoards;

  public Pairings(
      Loop loop,
      BoardsHere boards,
      Stages stages,
      Rosters rosters,
      Presences presences,
      Codes codes,
      PairingStore store) {
    this.boards = boards;
    this.stages = stages;
    this.rosters = rosters;
    this.presences = presences;
    this.codes = codes;
    this.store = store;
    this.changedPairings = new Gathering<>("reading pairings", loop, this::readPairs);
    this.changedBoards = new Gathering<>("reading boards' teachers", loop, this::readBoards);
  }

  /** The row changed, by whichever process or host. */
  public void changed(UUID pairingId) {
    changedPairings.add(pairingId);
  }

  /** The pairing of these two was made or ended here. */
  public void changed(UUID boardId, UUID accountId) {
    rosters.changed(accountId);
    var board = boards.find(boardId);
    if (board != null && board.link() != null) {
      changedBoards.add(boardId);
    } else if (board != null) {
      // It may be about to be greeted with what was read before.
      board.notePairingsChanged();
    }
  }

  /** The board was greeted: tells it what changed while that was prepared. */
  public void greeted(BoardHere board) {
    if (board.takePairingsChanged()) {
      changedBoards.add(board.id());
    }
  }

  /** Something may have been missed: compares all boards that are connected. */
  public void readAll() {
    changedBoards.addAll(
        boards.all().stream().filter(b -> b.link() != null).map(BoardHere::id).toList());
  }

  private Future<Runnable> readPairs(List<UUID> pairingIds) {
    return store
        .pairs(pairingIds)
        .map(pairs -> () -> pairs.forEach(pair -> changed(pair.boardId(), pair.accountId())));
  }

  private Future<Runnable> readBoards(List<UUID> boardIds) {
    return store.ofBoards(boardIds).map(found -> () -> boardIds.forEach(id -> compare(id, found)));
  }

  private void compare(UUID boardId, Map<UUID, List<Pairing>> found) {
    var board = boards.find(boardId);
    if (board == null || board.link() == null) {
      return;
    }
    var before = board.newestPairing();
    board.pairings(found.getOrDefault(boardId, List.of()));
    var now = board.newestPairing();
    if (now.isEmpty()) {
      if (before.isPresent()) {
        board.link().send(BoardMessages.unpaired());
        codes.give(board.link());
      }
    } else if (!now.equals(before)) {
      welcome(board, now.get(), before.isEmpty());
    }
  }

  private void welcome(BoardHere board, Pairing pairing, boolean isFirst) {
    board.link().shows(null);
    board.link().send(BoardMessages.paired(pairing.teacherName()));
    if (isFirst) {
      board.wasPaired(true);
      presences.changed(board);
      stages.showBoard(board);
      stages.read(board.id());
    }
  }
}
