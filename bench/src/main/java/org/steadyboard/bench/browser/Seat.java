package org.steadyboard.bench.browser;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.steadyboard.bench.browser.Choice.Verdict;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Sockets;

/**
 * A page's websocket that stays (socket.ts in the web UI): a host that refuses, does not open or
 * goes silent beside hosts that answer is left for the next one at once; when each was tried it
 * comes back with full jitter. A host that says it is no good, or is about to stop, is left once
 * another one has greeted us. On the event loop only.
 */
public abstract class Seat {

  private static final int SILENCE_BORNE_MILLIS = 10_000;
  private static final int LOOK_AGAIN_MILLIS = 3000;
  private static final int LOOK_SPREAD_MILLIS = 250;
  private static final int LOOK_BORNE_MILLIS = 5000;
  private static final int MOVE_BORNE_MILLIS = 10_000;
  private static final int MOVE_SPREAD_MILLIS = 1000;
  private static final int BASE_MILLIS = 400;
  private static final int CAP_MILLIS = 4000;
  private static final int MOST_DOUBLINGS = 16;
  private static final int NORMAL = 1000;
  private static final long NONE = -1;

  private final Page page;
  private final Set<String> tried = new HashSet<>();
  private HostDoor host;
  private Wire wire;
  private int attempt;
  private boolean answered;
  private String trouble;
  private boolean stopped = true;
  private boolean moving;

  /** Since our host is no good, the only other one was tried. */
  private boolean knocked;

  private Successor successor;
  private long retryTimer = NONE;
  private long lookTimer = NONE;

  protected Seat(Page page) {
    this.page = page;
  }

  /** Opens a websocket to this host. */
  protected abstract Future<WebSocket> dial(HostDoor host);

  protected abstract String hello();

  /** What is heard over the present connection only; the first one, a greeting, too. */
  protected abstract void message(Incoming message, String text, long nanos);

  /** The host has greeted us; the message that did so follows. */
  protected abstract void online();

  /** There is no greeted connection any more: what is to be said waits. */
  protected abstract void gone();

  /** The host says that it is no good, or (null) that it is well. */
  protected void ailing(String code) {}

  public final void start() {
    stopped = false;
    open(page.used());
  }

  public final void stop() {
    stopped = true;
    drop();
  }

  protected final Page page() {
    return page;
  }

  protected final Sockets sockets() {
    return page.sockets();
  }

  /** The host of this connection, or of the try under way. */
  public final HostDoor host() {
    return host;
  }

  public final boolean isOnline() {
    return answered;
  }

  /** Whether the host says that it is no good. */
  protected final boolean isAiling() {
    return trouble != null;
  }

  /** False when the message could not be sent now. */
  protected final boolean send(String message) {
    return answered && wire != null && wire.send(message);
  }

  /** The same for a message that is answered: silence after it is looked into. */
  protected final boolean ask(String message) {
    var sent = send(message);
    if (sent) {
      wire.expectAnswer();
    }
    return sent;
  }

  /** What the host refused shows that it is no good now: the same as when it says so. */
  protected final void suspect(String code) {
    if (wire != null && Trouble.is(code)) {
      ails(code);
    }
  }

  /** Goes to a host for a reason of its own; the one that is left is not at fault. */
  public final void moveOver(HostDoor to) {
    drop();
    page.use(to);
    open(to);
  }

  private void open(HostDoor to) {
    if (stopped || wire != null) {
      return;
    }
    cancelRetry();
    host = to;
    answered = false;
    wire = connect(to, new Events());
  }

  private Wire connect(HostDoor to, Wire.Events events) {
    return new Wire(sockets(), dial(to), hello(), events);
  }

  private final class Events implements Wire.Events {
    @Override
    public void message(Incoming message, String text, long nanos) {
      receive(message, text, nanos);
    }

    @Override
    public void silent(BooleanSupplier still) {
      look(still, 0, Page.nowMillis() + SILENCE_BORNE_MILLIS);
    }

    @Override
    public void closed(int code, String reason) {
      Seat.this.closed(code, reason);
    }
  }

  private void closed(int code, String reason) {
    if (code == NORMAL && reason.equals("replaced")) {
      stopped = true;
      drop();
    } else if (moving) {
      movesUngreeted();
    } else if (answered) {
      // A blip or a restart: the same host first.
      drop();
      page.spend();
      retryLater();
    } else {
      goOn();
    }
  }

  private void receive(Incoming message, String text, long nanos) {
    ails(Trouble.after(trouble, message.type(), message.code()));
    if (!answered && Trouble.isGreeting(message.type())) {
      greeted();
    }
    if (message.type().equals("moveTo")) {
      move(message.host());
    } else {
      message(message, text, nanos);
    }
  }

  /** The host is about to stop: another one is to greet us before we leave. */
  private void move(String hostId) {
    if (moving) {
      return;
    }
    moving = true;
    page.avoid(host.id());
    tried.add(host.id());
    moveTo(page.find(hostId).or(() -> page.another(tried)));
  }

  /** Without a host to go to we stay until the connection is closed. */
  private void moveTo(Optional<HostDoor> next) {
    endSuccessor();
    next.ifPresent(
        to ->
            prepare(
                to,
                page.random().nextInt(MOVE_SPREAD_MILLIS),
                MOVE_BORNE_MILLIS,
                () -> {
                  tried.add(to.id());
                  moveTo(page.another(tried));
                }));
  }

  /** Another host is to greet us before we leave ours. */
  private void prepare(HostDoor to, long afterMillis, int borneMillis, Runnable failed) {
    endSuccessor();
    successor =
        new Successor(
            sockets(),
            to,
            afterMillis,
            borneMillis,
            events -> connect(to, events),
            new Successor.Events() {
              @Override
              public void greeted(Incoming message, String text, long nanos) {
                adopt();
                receive(message, text, nanos);
              }

              @Override
              public void failed() {
                successor = null;
                page.disappointed(to.id());
                failed.run();
              }
            });
  }

  /** Closed before another host has greeted us: the successor goes on trying in its place. */
  private void movesUngreeted() {
    if (successor != null && adopt()) {
      return;
    }
    var to = page.another(tried).orElse(host);
    drop();
    retryAfter(jitterMillis(0), to);
  }

  /** False when the successor was not opened yet. */
  private boolean adopt() {
    var from = host;
    // Its silence is looked into at once, and is that of its own host.
    host = successor.host();
    var taken = successor.take(new Events());
    if (taken == null) {
      host = from;
      return false;
    }
    page.avoid(from.id());
    tried.add(from.id());
    drop();
    wire = taken;
    return true;
  }

  private void endSuccessor() {
    if (successor != null) {
      successor.end();
      successor = null;
    }
  }

  private void greeted() {
    answered = true;
    attempt = 0;
    page.answered(host, tried, trouble == null);
    tried.clear();
    online();
  }

  /** While the host is no good a better one is looked for. */
  private void ails(String code) {
    if (code == null ? trouble == null : code.equals(trouble)) {
      return;
    }
    var looking = trouble != null;
    trouble = code;
    ailing(code);
    if (code == null) {
      stay();
    } else if (!looking) {
      lookLater(page.random().nextInt(LOOK_SPREAD_MILLIS));
    }
  }

  /** Our host is well again: what was prepared because it was not is not needed. */
  private void stay() {
    cancelLook();
    knocked = false;
    if (!moving) {
      endSuccessor();
    }
  }

  private void lookLater(long millis) {
    cancelLook();
    lookTimer = sockets().after(millis, this::lookAround);
  }

  private void lookAround() {
    lookTimer = NONE;
    var mine = wire;
    var near = knocked ? Optional.<HostDoor>empty() : page.onlyOther(host.id());
    knocked = true;
    (near.isPresent() ? Future.succeededFuture(near) : page.better(host.id()))
        .onSuccess(
            better -> {
              if (mine != wire || trouble == null || moving) {
                return;
              }
              if (better.isPresent()) {
                prepare(better.get(), 0, LOOK_BORNE_MILLIS, () -> lookLater(1));
                return;
              }
              if (!answered) {
                greeted();
              }
              lookLater(LOOK_AGAIN_MILLIS);
            });
  }

  /** Nothing is heard of our host: is it the host, or the internet? */
  private void look(BooleanSupplier still, int looks, long endsAtMillis) {
    if (!still.getAsBoolean()) {
      return;
    }
    if (Page.nowMillis() >= endsAtMillis) {
      goOn();
      return;
    }
    var againAt = Math.min(Page.nowMillis() + LOOK_AGAIN_MILLIS, endsAtMillis);
    page.judge(host.id())
        .onSuccess(
            verdict -> {
              if (!still.getAsBoolean()) {
                return;
              }
              if (verdict == Verdict.ANSWERING && looks > 0) {
                openAgain();
              } else if (verdict != Verdict.INTERNET && verdict != Verdict.UNKNOWN) {
                goOn();
              } else {
                sockets()
                    .after(againAt - Page.nowMillis(), () -> look(still, looks + 1, endsAtMillis));
              }
            });
  }

  /** Nobody answered and now our host does. */
  private void openAgain() {
    var same = host;
    drop();
    if (page.spend()) {
      open(same);
    } else {
      retryLater();
    }
  }

  /** This host did not serve: the next one at once, or all of them again later. */
  private void goOn() {
    tried.add(host.id());
    page.disappointed(host.id());
    drop();
    var next = page.another(tried);
    if (next.isPresent() && page.spend()) {
      open(next.get());
      return;
    }
    tried.clear();
    retryLater();
  }

  private void drop() {
    cancelRetry();
    cancelLook();
    endSuccessor();
    moving = false;
    if (wire != null) {
      wire.end();
      wire = null;
    }
    var wasAnswered = answered;
    answered = false;
    ails(null);
    if (wasAnswered) {
      gone();
    }
  }

  private void retryLater() {
    retryAfter(Math.max(jitterMillis(attempt++), page.budgetMillis()), null);
  }

  private void retryAfter(long millis, HostDoor to) {
    if (!stopped) {
      cancelRetry();
      retryTimer =
          sockets()
              .after(
                  millis,
                  () -> {
                    retryTimer = NONE;
                    open(to == null ? page.used() : to);
                  });
    }
  }

  /** Full jitter (reconnect.ts in the web UI). */
  public final long jitterMillis(int before) {
    var most = Math.min(CAP_MILLIS, (long) BASE_MILLIS << Math.min(before, MOST_DOUBLINGS));
    return page.random().nextLong(most);
  }

  private void cancelRetry() {
    if (retryTimer != NONE) {
      sockets().cancel(retryTimer);
      retryTimer = NONE;
    }
  }

  private void cancelLook() {
    if (lookTimer != NONE) {
      sockets().cancel(lookTimer);
      lookTimer = NONE;
    }
  }
}
