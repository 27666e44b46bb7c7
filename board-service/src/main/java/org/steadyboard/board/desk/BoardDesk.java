package org.steadyboard.board.desk;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.CloseCode;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.BoardMessages.AskCode;
import org.steadyboard.board.message.BoardMessages.FromBoard;
import org.steadyboard.board.message.BoardMessages.Hello;
import org.steadyboard.board.message.BoardMessages.Ping;
import org.steadyboard.board.message.BoardMessages.Shown;
import org.steadyboard.board.message.BoardMessages.Unpair;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.pairing.Codes;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.pairing.Pairings;
import org.steadyboard.board.presence.Presences;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.steering.Stages;
import org.steadyboard.host.error.ProblemCode;

/** Serves digiboards. */
final class BoardDesk {

  private final Clock clock;
  private final BoardsHere here;
  private final Stages stages;
  private final Presences presences;
  private final Codes codes;
  private final Pairings pairings;
  private final PairingStore pairingStore;
  private final BoardStore boards;
  private final Gathering<BoardLink> greetings;
  private final Gathering<BoardLink> unpairings;
  private final Settled settled;
  private final Limits limits;

  BoardDesk(
      Loop loop,
      Clock clock,
      BoardsHere here,
      Stages stages,
      Presences presences,
      Codes codes,
      Pairings pairings,
      PairingStore pairingStore,
      BoardStore boards,
      Settled settled,
      Limits limits) {
    this.clock = clock;
    this.settled = settled;
    this.limits = limits;
    this.here = here;
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
            link -> !link.isClosed(),
            (links, failure) -> links.forEach(BoardLink::fail),
            // They keep their page; one that has another host goes there.
            links -> links.forEach(link -> link.tellDelay(BothMessages.DATABASE_AWAY)));
    this.unpairings =
        new Gathering<>(
            "unpairing boards",
            loop,
            this::unpair,
            link -> !link.isClosed(),
            (links, failure) -> {},
            links -> {});
  }

  void says(BoardLink link, FromBoard message) {
    switch (message) {
      case Hello hello -> hello(link, hello);
      case AskCode ask -> link.inOrder(() -> codes.give(link));
      case Unpair unpair -> link.inOrder(() -> settled.act(link, () -> unpairings.add(link)));
      case Shown shown -> link.inOrder(() -> shown(link, shown.revision()));
      case Ping ping -> link.send(BothMessages.PONG);
    }
  }

  void gone(BoardLink link) {
    if (link.hello() == null) {
      return;
    }
    var board = here.find(link.hello().boardId());
    if (board != null && board.link() == link) {
      board.link(null);
      presences.changed(board);
    }
  }

  private void hello(BoardLink link, Hello hello) {
    link.hello(hello);
    greetings.add(link);
  }

  private void shown(BoardLink link, Revision revision) {
    var board = here.find(link.hello().boardId());
    if (board != null && board.link() == link && !revision.equals(board.shown())) {
      board.shown(revision);
      board.tellTeachers(TeacherMessages.shown(board.id(), revision));
    }
  }

  private Future<Runnable> greet(List<BoardLink> links) {
    var ids = links.stream().map(l -> l.hello().boardId()).distinct().toList();
    // Of interest here from before they are read: what changes meanwhile must not pass by.
    ids.forEach(here::at);
    return boards.read(ids).map(known -> () -> links.forEach(link -> greet(link, known)));
  }

  private void greet(BoardLink link, BoardStore.Known known) {
    if (link.isClosed()) {
      return;
    }
    var id = link.hello().boardId();
    var board = here.at(id);
    var secret = known.secrets().get(id);
    if (secret == null && board.link() != null) {
      secret = board.link().secret();
    }
    if (secret != null && !secret.matches(link.secret())) {
      link.refuse(ProblemCode.WRONG_SECRET);
      return;
    }
    var paired = known.pairings().getOrDefault(id, List.of());
    if (paired.isEmpty() && board.link() == null && !codes.hasRoom()) {
      Codes.sendAway(link);
      return;
    }
    // Before it is linked: what it shows is decided by what it says it shows.
    var row = known.stages().get(id);
    if (row != null) {
      stages.learn(row);
    }
    takeOver(board, link);
    board.wasPaired(known.secrets().containsKey(id));
    board.pairings(paired);
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

  private Future<Runnable> unpair(List<BoardLink> links) {
    var now = clock.instant();
    return Future.all(
            links.stream()
                .map(l -> pairingStore.unpairAll(l.hello().boardId(), now, limits.changeWithin()))
                .toList())
        .map(
            ended ->
                () -> {
                  for (var i = 0; i < links.size(); i++) {
                    List<UUID> accounts = ended.resultAt(i);
                    var boardId = links.get(i).hello().boardId();
                    accounts.forEach(account -> pairings.changed(boardId, account));
                  }
                });
  }
}
