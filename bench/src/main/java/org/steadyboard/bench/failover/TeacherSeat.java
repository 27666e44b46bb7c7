package org.steadyboard.bench.failover;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.browser.Page;
import org.steadyboard.bench.browser.Seat;
import org.steadyboard.bench.browser.Trouble;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Click;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Outgoing;
import org.steadyboard.bench.steer.Revision;

/**
 * A teacher's browser. It stays with a host of its own, and meets its board at the board's host. A
 * click is said where the board is, and everywhere when it is not acknowledged soon. The browser
 * keeps the newest click until it is acknowledged, and the last acknowledged one after that, and
 * says again what a host lacks.
 */
final class TeacherSeat extends Seat implements Line, Aside.Events {

  private static final UUID LESSON = UUID.fromString("01938f00-0000-7000-8000-000000000001");

  /** After this, a click that is not acknowledged is said on every connection. */
  private static final int OTHER_WAYS_MILLIS = 700;

  /** A host that refused is asked again after this, and up to as much more. */
  private static final int BUSY_MILLIS = 500;

  private final PairedBoard identity;
  private final Manners manners;
  private final UUID clientId = UUID.randomUUID();
  private final Meeting meeting;
  private Click pending;

  /** Over which connections the pending one was said. */
  private final Set<Line> told = new HashSet<>();

  private Click acknowledged;
  private Revision acknowledgedAs = Revision.NONE;
  private long doubts;
  private boolean left;

  TeacherSeat(Page page, PairedBoard identity, Manners manners) {
    super(page);
    this.identity = identity;
    this.manners = manners;
    this.meeting =
        new Meeting(
            this, page.hosts(), host -> new Aside(sockets(), host, identity, clientId, this));
  }

  /** A newer click takes the place of one that was not acknowledged. */
  void click(Click click) {
    pending = click;
    told.clear();
    meeting.best().ifPresent(this::sayPending);
    sockets().after(OTHER_WAYS_MILLIS, () -> sayEverywhere(click));
  }

  boolean isSettled() {
    return pending == null;
  }

  /** How often what had been acknowledged was not on another host, and was said again. */
  long doubts() {
    return doubts;
  }

  void leave() {
    left = true;
    meeting.leave();
    stop();
  }

  private void sayPending(Line line) {
    if (pending != null && line.say(Outgoing.change(identity.id(), LESSON, pending))) {
      told.add(line);
    }
  }

  /** Over every connection that has not heard it, when it is still on its way. */
  private void sayEverywhere(Click click) {
    if (pending == click) {
      meeting.open().filter(line -> !told.contains(line)).toList().forEach(this::sayPending);
    }
  }

  @Override
  protected Future<WebSocket> dial(HostDoor host) {
    return sockets().teacher(host.socketPort(), identity.teacher().session());
  }

  @Override
  protected String hello() {
    return Outgoing.teacherHello(clientId);
  }

  @Override
  protected void online() {
    // Something can be said to the board once the host has named it.
  }

  @Override
  protected void gone() {
    lost(this);
  }

  @Override
  protected void ailing(String code) {
    turned(this);
  }

  @Override
  protected void message(Incoming message, String text, long nanos) {
    heard(this, message, text);
  }

  @Override
  public String hostId() {
    return host().id();
  }

  @Override
  public boolean isOpen() {
    return isOnline();
  }

  @Override
  public boolean isNoGood() {
    return isAiling();
  }

  @Override
  public boolean say(String message) {
    return ask(message);
  }

  @Override
  public void lost(Line line) {
    meeting.forget(line);
    if (left) {
      return;
    }
    if (told.remove(line)) {
      sayEverywhere(pending);
    }
    rearrange();
  }

  @Override
  public void turned(Line line) {
    if (!line.isNoGood()) {
      sayPending(line);
    } else if (told.contains(line)) {
      sayEverywhere(pending);
    }
    rearrange();
  }

  private void rearrange() {
    if (manners.meets()) {
      meeting.rearrange();
    }
  }

  @Override
  public void heard(Line line, Incoming message, String text) {
    switch (message.type()) {
      case "boards" -> listed(line, new JsonObject(text));
      case "boardStatus" -> {
        if (meeting.knows(line)) {
          meeting.sees(line, Sight.of(new JsonObject(text)));
          rearrange();
        }
      }
      case "done" -> done(Click.numberOf(message.commandId()), message.revision());
      case "refused" -> refused(line, message);
      case "moveTo" -> sayEverywhere(pending);
      default -> {
        // The teacher's own view of the board.
      }
    }
  }

  private void listed(Line line, JsonObject message) {
    var boards = message.getJsonArray("boards");
    if (boards.isEmpty()) {
      // A host that we have just come to may name the board a moment later.
      return;
    }
    var board = boards.getJsonObject(0);
    if (meeting.sees(line, Sight.of(board))) {
      if (manners.saysAgain()) {
        recover(Revision.parse(board.getString("revision")));
        sayPending(line);
      } else {
        pending = null;
      }
    }
    rearrange();
  }

  /** What was acknowledged elsewhere, and this host does not have, is on its way again. */
  private void recover(Revision stands) {
    if (acknowledged != null && acknowledgedAs.compareTo(stands) > 0) {
      doubts++;
      if (pending == null) {
        pending = acknowledged;
        told.clear();
      }
    }
  }

  private void done(long number, Revision revision) {
    if (pending != null && number == pending.number()) {
      acknowledged = pending;
      pending = null;
    }
    if (acknowledged != null && number == acknowledged.number()) {
      acknowledgedAs = revision;
    }
  }

  private void refused(Line line, Incoming message) {
    var refused = pending;
    if (refused == null || Click.numberOf(message.commandId()) != refused.number()) {
      return;
    }
    if (!Trouble.is(message.code()) && !message.code().equals("busy")) {
      pending = null;
      return;
    }
    if (line == this) {
      suspect(message.code());
    }
    sayEverywhere(refused);
    sockets()
        .after(
            BUSY_MILLIS + page().random().nextInt(BUSY_MILLIS),
            () -> {
              if (pending == refused) {
                told.clear();
                sayEverywhere(refused);
              }
            });
  }
}
