package org.steadyboard.board.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.VertxException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.steadyboard.board.desk.Desk;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.Link;
import org.steadyboard.board.link.Wire;
import org.steadyboard.board.message.BadMessage;
import org.steadyboard.host.work.Faults;

/** What both endpoints do alike, and the count of connections. */
@Singleton
final class Sockets {

  private static final Logger LOG = Logger.getLogger(Sockets.class);

  private final Desk desk;
  private final Limits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final Counter dropped;
  private final Counter unheard;
  private final Faults faults;
  private volatile boolean draining;

  Sockets(Desk desk, Limits limits, MeterRegistry meters) {
    this.desk = desk;
    this.limits = limits;
    meters.gauge("board.connections", open);
    this.faults = new Faults("sockets", meters);
    this.unheard = meters.counter("board.messages.unheard");
    this.dropped = meters.counter("board.readers.dropped");
  }

  int open() {
    return open.get();
  }

  boolean isDraining() {
    return draining;
  }

  /** From now on no websocket is opened. */
  void drains() {
    draining = true;
  }

  <L extends Link> L opened(WebSocketConnection connection, Function<Wire, L> link) {
    open.incrementAndGet();
    var box = new Object[1];
    Runnable drop =
        () -> {
          dropped.increment();
          desk.closed((Link) box[0]);
        };
    var opened = link.apply(new SocketWire(connection, limits, drop));
    box[0] = opened;
    desk.opened(opened);
    return opened;
  }

  void closed(Link link) {
    open.decrementAndGet();
    desk.closed(link);
  }

  /** Whether what was said may be read; tells the client when not. */
  boolean accepts(Link link) {
    var now = System.nanoTime();
    link.hears(now);
    if (!desk.hasRoomFor(link)) {
      unheard.increment();
      link.tellBusy(now);
      return false;
    }
    return true;
  }

  void refuse(Link link, BadMessage flaw) {
    if (flaw.isClosing()) {
      link.refuse(flaw);
    } else {
      link.send(flaw.answer());
    }
  }

  /** What went wrong below us, such as a connection that broke. */
  void failed(Throwable failure) {
    if (failure instanceof IOException || failure instanceof VertxException) {
      LOG.debugf("A connection broke: %s", failure);
    } else {
      faults.tell(failure);
    }
  }
}
