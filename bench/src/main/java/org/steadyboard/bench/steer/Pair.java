package org.steadyboard.bench.steer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import java.util.UUID;
import org.steadyboard.bench.rows.School.PairedBoard;

/** A teacher's browser and a digiboard on their sockets. On one event loop only. */
final class Pair {

  private static final UUID LESSON = UUID.fromString("01938f00-0000-7000-8000-000000000001");

  private final PairedBoard identity;
  private final Tally tally;
  private final PairLedger ledger;
  private Runnable afterAnswer = () -> {};
  private WebSocket teacher;
  private WebSocket board;
  private boolean leaving;
  private boolean untilShown;

  private Pair(PairedBoard identity, Tally tally) {
    this.identity = identity;
    this.tally = tally;
    this.ledger = new PairLedger(tally);
  }

  /** Complete when both have heard what stands on the board. */
  static Future<Pair> connect(Sockets sockets, PairedBoard identity, Tally tally) {
    var pair = new Pair(identity, tally);
    return sockets
        .board()
        .compose(pair::greetBoard)
        .compose(shown -> sockets.teacher(identity.teacher().session()))
        .compose(pair::greetTeacher)
        .map(pair);
  }

  private Future<Void> greetBoard(WebSocket socket) {
    board = socket;
    var ready = Promise.<Void>promise();
    board.textMessageHandler(
        text -> {
          var nanos = System.nanoTime();
          var message = Incoming.parse(text);
          if (message.type().equals("stage")) {
            booked(
                untilShown,
                () -> ledger.shown(message.revision(), message.pageId(), message.step(), nanos));
            ready.tryComplete();
          }
        });
    board.closeHandler(closed -> left(ready, "board"));
    board.writeTextMessage(Outgoing.boardHello(identity.id(), identity.secret()));
    return ready.future();
  }

  private Future<Void> greetTeacher(WebSocket socket) {
    teacher = socket;
    var ready = Promise.<Void>promise();
    teacher.textMessageHandler(
        text -> {
          var nanos = System.nanoTime();
          var message = Incoming.parse(text);
          switch (message.type()) {
            case "done" ->
                answered(() -> ledger.done(message.commandId(), message.revision(), nanos));
            case "refused" -> answered(() -> ledger.refused(message.commandId()));
            case "boards" -> ready.tryComplete();
            default -> {
              // The teacher's own view of the board: nothing to count.
            }
          }
        });
    teacher.closeHandler(closed -> left(ready, "teacher"));
    teacher.writeTextMessage(Outgoing.teacherHello(UUID.randomUUID()));
    return ready.future();
  }

  private void answered(Runnable booking) {
    booked(true, booking);
  }

  /** What is booked may be what the next click waits for. */
  private void booked(boolean countsAsAnswer, Runnable booking) {
    var wasSettled = ledger.isSettled();
    booking.run();
    if (countsAsAnswer && (!untilShown || !wasSettled && ledger.isSettled())) {
      afterAnswer.run();
    }
  }

  private void left(Promise<Void> ready, String who) {
    if (!leaving) {
      tally.disconnected++;
      ready.tryFail("the host closed the connection of a " + who);
    }
  }

  /** What to do after each answer to a change. */
  void afterAnswer(Runnable next) {
    this.afterAnswer = next;
  }

  /** The same, once the change is also shown. */
  void afterShown(Runnable next) {
    this.untilShown = true;
    this.afterAnswer = next;
  }

  void click(long intendedNanos, boolean counts) {
    var click = ledger.click(intendedNanos, counts);
    teacher.writeTextMessage(Outgoing.change(identity.id(), LESSON, click));
  }

  void ping() {
    teacher.writeTextMessage(Outgoing.PING);
    board.writeTextMessage(Outgoing.PING);
  }

  PairLedger ledger() {
    return ledger;
  }

  Future<Void> leave() {
    leaving = true;
    return Future.join(teacher.close(), board.close()).mapEmpty();
  }
}
