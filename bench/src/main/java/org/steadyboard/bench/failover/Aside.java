package org.steadyboard.bench.failover;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.browser.Trouble;
import org.steadyboard.bench.browser.Wire;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Outgoing;
import org.steadyboard.bench.steer.Sockets;

/**
 * A teacher's connection to another host than its own (line.ts in the web UI): it comes back to the
 * same host with full jitter for as long as it is wanted. On the event loop only.
 */
final class Aside implements Line, Wire.Events {

  /** A silent connection is borne this long before it is made anew. */
  private static final int BORNE_MILLIS = 3000;

  /** What a teacher's browser does with it. */
  interface Events {
    void heard(Line line, Incoming message, String text);

    /** It went away. */
    void lost(Line line);

    /** Its host is no good now, or well again. */
    void turned(Line line);

    /** How long to wait before try number {@code attempt}. */
    long jitterMillis(int attempt);
  }

  private final Sockets sockets;
  private final HostDoor host;
  private final PairedBoard identity;
  private final UUID clientId;
  private final Events events;
  private Wire wire;
  private int attempt;
  private boolean open;
  private String trouble;
  private boolean silent;
  private boolean hasFailed;
  private boolean ended;

  Aside(Sockets sockets, HostDoor host, PairedBoard identity, UUID clientId, Events events) {
    this.sockets = sockets;
    this.host = host;
    this.identity = identity;
    this.clientId = clientId;
    this.events = events;
  }

  void begin() {
    if (!ended) {
      wire =
          new Wire(
              sockets,
              sockets.teacher(host.socketPort(), identity.teacher().session()),
              Outgoing.teacherHello(clientId),
              this);
    }
  }

  void end() {
    ended = true;
    open = false;
    if (wire != null) {
      wire.end();
    }
  }

  @Override
  public String hostId() {
    return host.id();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isNoGood() {
    return silent || trouble != null;
  }

  /** Whether it was ever of no use since it was begun. */
  boolean hasFailed() {
    return hasFailed;
  }

  @Override
  public boolean say(String message) {
    var sent = open && wire.send(message);
    if (sent) {
      wire.expectAnswer();
    }
    return sent;
  }

  @Override
  public void heard() {
    is(trouble, false);
  }

  @Override
  public void message(Incoming message, String text, long nanos) {
    is(Trouble.after(trouble, message.type(), message.code()), false);
    if (Trouble.isGreeting(message.type())) {
      open = true;
      attempt = 0;
    }
    events.heard(this, message, text);
  }

  @Override
  public void silent(BooleanSupplier still) {
    is(trouble, true);
    sockets.after(
        BORNE_MILLIS,
        () -> {
          if (still.getAsBoolean()) {
            closed(0, "");
          }
        });
  }

  @Override
  public void closed(int code, String reason) {
    if (ended) {
      return;
    }
    wire.end();
    open = false;
    trouble = null;
    silent = false;
    hasFailed = true;
    events.lost(this);
    sockets.after(events.jitterMillis(attempt++), this::begin);
  }

  private void is(String newTrouble, boolean newSilent) {
    var wasNoGood = isNoGood();
    trouble = newTrouble;
    silent = newSilent;
    if (isNoGood() != wasNoGood) {
      hasFailed |= isNoGood();
      events.turned(this);
    }
  }
}
