package org.steadyboard.board.desk;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.CloseCode;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.BoardMessages.AskCode;
import org.steadyboard.board.message.BoardMessages.FromBoard;
import org.steadyboard.board.message.BoardMessages.Hello;
import org.steadyboard.board.message.BoardMessages.Ping;
import org.steadyboard.board.message.BoardMessages.Unpair;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.stage.Revision;

/** Serves digiboards. */
final class BoardDesk {

  private final Clock clock;
  private final Stages stages;
  private final Presences presences;
  private final Codes codes;
  private final Pairings pairings;
  private final PairingStore pairingStore;
  private final BoardStore boards;
  private final Gathering<BoardLink> greetings;
  private final Gathering<UUID> unpairings;

  BoardDesk(
      Loop loop,
      Clock clock,
      Stages stages,
      Presences presences,
      Codes codes,
      Pairings pairings,
      PairingStore pairingStore,
      BoardStore boards) {
    this.clock = clock;
    this.stages = stages;
    this.presences = presences;
    this.codes = codes;
    this.pairings = pairings;
    this.pairingStore = pairingStore;
    this.boards = boards;
    this.greetings =
        new Gathering<>(
            "greeting boards",
            loop,
            this::greet,
            (links, failure) -> links.forEach(BoardLink::fail),
            () -> {});
    this.unpairings = new Gathering<>("unpairing boards", loop, this::unpair);
  }

  void says(BoardLink link, FromBoard message) {
    switch (message) {
      case Hello hello -> hello(link, hello);
      case AskCode ask -> link.inOrder(() -> codes.give(link));
      case Unpair unpair -> link.inOrder(() -> unpairings.add(link.hello().boardId()));
      case Ping ping -> link.send(BothMessages.PONG);
    }
  }

  void gone(BoardLink link) {
    if (link.hello() == null) {
      return;
    }
    var board = stages.find(link.hello().boardId());
    if (board != null && board.link() == link) {
      board.link(null);
      presences.changed(board);
    }
  }

  private void hello(BoardLink link, Hello hello) {
    link.hello(hello);
    greetings.add(link);
  }

  private Future<Runnable> greet(List<BoardLink> links) {
    var ids = links.stream().map(l -> l.hello().boardId()).distinct().toList();
    // Of interest here from before they are read: what changes meanwhile must not pass by.
    ids.forEach(stages::at);
    return boards.read(ids).map(known -> () -> links.forEach(link -> greet(link, known)));
  }

  private void greet(BoardLink link, BoardStore.Known known) {
    if (link.isClosed()) {
      return;
    }
    var id = link.hello().boardId();
    var board = stages.at(id);
    var secret = known.secrets().get(id);
    if (secret == null && board.link() != null) {
      secret = board.link().secret();
    }
    if (secret != null && !secret.matches(link.secret())) {
      link.refuse("wrong-secret", "This board is known here with another secret");
      return;
    }
    // Before it is linked: what it shows is decided by what it says it shows.
    var row = known.stages().get(id);
    if (row != null) {
      stages.learn(row);
    }
    takeOver(board, link);
    board.wasPaired(known.secrets().containsKey(id));
    board.pairings(known.pairings().getOrDefault(id, List.of()));
    presences.changed(board);
    tellStart(board, link);
    pairings.greeted(board);
    link.greeted();
  }

  /** The newest connection of a board is the one that counts: a reload, or a second window. */
  private static void takeOver(BoardHere board, BoardLink link) {
    var older = board.link();
    board.link(link);
    if (older != null) {
      older.wire().close(CloseCode.NORMAL, "replaced");
    }
  }

  private void tellStart(BoardHere board, BoardLink link) {
    var pairing = board.newestPairing();
    if (pairing.isEmpty()) {
      codes.give(link);
      return;
    }
    link.send(BoardMessages.paired(pairing.get().teacherName()));
    var shown = link.hello().revision().orElse(Revision.NONE);
    if (board.row() != null && board.row().revision().isNewerThan(shown)) {
      stages.showBoard(board);
    }
  }

  private Future<Runnable> unpair(List<UUID> boardIds) {
    return Future.all(
            boardIds.stream().map(id -> pairingStore.unpairAll(id, clock.instant())).toList())
        .map(
            ended ->
                () -> {
                  for (var i = 0; i < boardIds.size(); i++) {
                    List<UUID> accounts = ended.resultAt(i);
                    var boardId = boardIds.get(i);
                    accounts.forEach(account -> pairings.changed(boardId, account));
                  }
                });
  }
}
