package org.steadyboard.board.pairing;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.proof.PairCode;
import org.steadyboard.board.proof.SecretHash;

/** Gives boards the codes that they show, and new ones before those end. */
public final class Codes {

  private final CodeStore store;
  private final Clock clock;
  private final Limits limits;
  private final Gathering<BoardLink> wanted;

  public Codes(Loop loop, CodeStore store, Clock clock, Limits limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    this.wanted =
        new Gathering<>(
            "giving codes",
            loop,
            this::give,
            link -> !link.isClosed(),
            (links, failure) -> links.forEach(BoardLink::fail),
            links -> {});
  }

  public void give(BoardLink link) {
    wanted.add(link);
  }

  /** Gives an unpaired board a new code shortly before its present one ends. */
  public void renew(BoardHere board) {
    var link = board.link();
    if (link == null || link.code() == null) {
      return;
    }
    var renewAt = link.code().expiresAt().minus(limits.codeRenewal());
    if (clock.instant().isBefore(renewAt)) {
      return;
    }
    // Asked for once: the answer brings a later one.
    link.shows(null);
    if (board.pairings().isEmpty()) {
      give(link);
    }
  }

  public Future<Void> purge() {
    return store.purge(clock.instant());
  }

  private Future<Runnable> give(List<BoardLink> links) {
    var boards = new HashMap<UUID, SecretHash>();
    for (var link : links) {
      if (!link.isClosed()) {
        boards.put(link.hello().boardId(), link.secret());
      }
    }
    return store.codes(boards, clock.instant()).map(codes -> () -> show(links, codes));
  }

  private static void show(List<BoardLink> links, Map<UUID, PairCode> codes) {
    for (var link : links) {
      var code = codes.get(link.hello().boardId());
      if (code != null && !link.isClosed()) {
        link.shows(code);
        link.send(BoardMessages.code(code.digits(), code.expiresAt()));
      }
    }
  }
}
