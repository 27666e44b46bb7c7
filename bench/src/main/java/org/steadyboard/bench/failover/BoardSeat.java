package org.steadyboard.bench.failover;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Outgoing;
import org.steadyboard.bench.steer.Revision;
import org.steadyboard.bench.steer.Sockets;

/** A digiboard's page: shows what is newer than what it shows, and nothing else. */
final class BoardSeat extends Seat {

  private final PairedBoard identity;
  private final ObjLongConsumer<UUID> shows;
  private Revision shown = Revision.NONE;

  /**
   * @param shows told each page that is shown, and when in nanoseconds
   */
  BoardSeat(
      Sockets sockets,
      List<Integer> ports,
      int host,
      Random random,
      PairedBoard identity,
      ObjLongConsumer<UUID> shows) {
    super(sockets, ports, host, random);
    this.identity = identity;
    this.shows = shows;
  }

  @Override
  Future<WebSocket> open(int port) {
    return sockets().board(port);
  }

  @Override
  void opened(WebSocket opened) {
    opened.writeTextMessage(Outgoing.boardHello(identity.id(), identity.secret()));
  }

  @Override
  void hear(String text, long nanos) {
    var message = Incoming.parse(text);
    switch (message.type()) {
      case "stage" -> {
        if (message.revision().compareTo(shown) > 0) {
          shown = message.revision();
          shows.accept(message.pageId(), nanos);
        }
      }
      case "moveTo" -> moveOn();
      default -> {
        // Nothing that is shown.
      }
    }
  }

  @Override
  void gone() {
    // The page stays on the board.
  }
}
