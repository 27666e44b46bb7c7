package org.steadyboard.bench.failover;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.browser.Page;
import org.steadyboard.bench.browser.Seat;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Outgoing;
import org.steadyboard.bench.steer.Revision;

/**
 * A digiboard's page: shows what is newer than what it shows, and nothing else, and says what it
 * shows.
 */
final class BoardSeat extends Seat {

  private final PairedBoard identity;
  private final ObjLongConsumer<UUID> shows;
  private Revision shown = Revision.NONE;
  private int dials;
  private long dialledNanos;
  private long onlineNanos;

  /**
   * @param shows told each page that is shown, and when in nanoseconds
   */
  BoardSeat(Page page, PairedBoard identity, ObjLongConsumer<UUID> shows) {
    super(page);
    this.identity = identity;
    this.shows = shows;
  }

  @Override
  protected Future<WebSocket> dial(HostDoor host) {
    dials++;
    dialledNanos = System.nanoTime();
    return sockets().board(host.socketPort());
  }

  @Override
  protected String hello() {
    return Outgoing.boardHello(identity.id(), identity.secret(), shown);
  }

  @Override
  protected void message(Incoming message, String text, long nanos) {
    if (message.type().equals("stage") && message.revision().compareTo(shown) > 0) {
      shown = message.revision();
      shows.accept(message.pageId(), nanos);
      sayShown();
    }
  }

  @Override
  protected void online() {
    onlineNanos = System.nanoTime();
    sayShown();
  }

  private void sayShown() {
    if (!shown.equals(Revision.NONE)) {
      send(Outgoing.shown(shown));
    }
  }

  @Override
  protected void gone() {
    // The page stays on the board.
  }

  /** How often it has tried to connect. */
  int dials() {
    return dials;
  }

  /** When a host greeted it last. */
  long onlineNanos() {
    return onlineNanos;
  }

  /** How long the host that greeted it took to do so. */
  long greetingNanos() {
    return onlineNanos - dialledNanos;
  }
}
