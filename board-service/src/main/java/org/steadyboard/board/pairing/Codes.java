package org.steadyboard.board.pairing;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.CloseCode;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.proof.PairCode;
import org.steadyboard.board.proof.SecretHash;
import org.steadyboard.host.error.ProblemCode;

/**
 * Gives boards the codes that they show, and new ones before those end. A board that is to have
 * none now is told {@code busy}; if nobody is paired with it either, it is of no use here and is
 * closed with 1013: it comes back, or goes to another host.
 */
public final class Codes {

  private final CodeStore store;
  private final Clock clock;
  private final Limits limits;
  private final BoardsHere boards;
  private final CodeShares shares;
  private final Gathering<BoardLink> wanted;

  public Codes(Loop loop, CodeStore store, Clock clock, Limits limits, BoardsHere boards) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    this.boards = boards;
    this.shares = new CodeShares(limits);
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

  /** Whether one more board that nobody is paired with may be here. */
  public boolean hasRoom() {
    return boards.unpaired() < limits.maxUnpairedBoards();
  }

  /** Ends the connection of a board that nobody is paired with and that has no place here. */
  public static void sendAway(BoardLink link) {
    link.send(BothMessages.problem(ProblemCode.BUSY));
    link.wire().close(CloseCode.TRY_AGAIN, ProblemCode.BUSY.code());
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
    var wanting = new HashMap<UUID, BoardLink>();
    var secrets = new HashMap<UUID, SecretHash>();
    for (var link : links) {
      if (!link.isClosed()) {
        wanting.put(link.hello().boardId(), link);
        secrets.put(link.hello().boardId(), link.secret());
      }
    }
    var now = clock.instant();
    return store
        .codes(
            secrets,
            now,
            id -> isPaired(wanting.get(id)) || shares.take(wanting.get(id).network(), now))
        .map(codes -> () -> show(links, codes));
  }

  private boolean isPaired(BoardLink link) {
    var board = boards.find(link.hello().boardId());
    return board != null && board.link() == link && !board.pairings().isEmpty();
  }

  private void show(List<BoardLink> links, Map<UUID, PairCode> codes) {
    for (var link : links) {
      var code = codes.get(link.hello().boardId());
      if (link.isClosed()) {
        continue;
      }
      if (code != null) {
        link.shows(code);
        link.send(BoardMessages.code(code.digits(), code.expiresAt()));
      } else if (isPaired(link)) {
        link.send(BothMessages.problem(ProblemCode.BUSY));
      } else {
        sendAway(link);
      }
    }
  }
}
