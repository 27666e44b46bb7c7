package org.steadyboard.bench.steer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.steadyboard.bench.rows.School.PairedBoard;

/** A teacher's browser and a digiboard on their sockets. On one event loop only. */
final class Pair {

  private static final UUID LESSON = UUID.fromString("01938f00-0000-7000-8000-000000000001");

  private final PairedBoard identity;
  private final Tally tally;
  private final PairLedger ledger;
  private Runnable afterAnswer = () -> {};
  private final UUID clientId = UUID.randomUUID();

  /** Only hears; null when clicks are said on the teacher's own host. */
  private WebSocket home;

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
  static Future<Pair> connect(Sockets sockets, PairedBoard identity, Way way, Tally tally) {
    var pair = new Pair(identity, tally);
    var session = identity.teacher().session();
    return sockets
        .board()
        .compose(pair::greetBoard)
        .compose(shown -> sockets.teacher(session))
        .compose(pair::greetTeacher)
        .compose(
            greeted ->
                way == Way.OF_THE_TEACHER
                    ? Future.succeededFuture()
                    : sockets.teacherAtBoards(session).compose(pair::greetAside))
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
            board.writeTextMessage(Outgoing.shown(message.revision()));
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

  /** Clicks are said over this connection. */
  private Future<Void> greetTeacher(WebSocket socket) {
    teacher = socket;
    var ready = Promise.<Void>promise();
    socket.textMessageHandler(
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
    socket.closeHandler(closed -> left(ready, "teacher"));
    socket.writeTextMessage(Outgoing.teacherHello(clientId));
    return ready.future();
  }

  /** Clicks are said over this connection instead, and the one to the own host only hears. */
  private Future<Void> greetAside(WebSocket socket) {
    home = teacher;
    home.textMessageHandler(
        text -> {
          // The teacher's own view of the board: nothing to count.
        });
    return greetTeacher(socket);
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

  /** False when the connection is gone, or so much waits to be sent that more would only wait. */
  boolean hasRoom() {
    return !teacher.isClosed() && !teacher.writeQueueFull();
  }

  void ping() {
    all().forEach(socket -> socket.writeTextMessage(Outgoing.PING));
  }

  private Stream<WebSocket> all() {
    return Stream.of(home, teacher, board).filter(Objects::nonNull);
  }

  PairLedger ledger() {
    return ledger;
  }

  Future<Void> leave() {
    leaving = true;
    return Future.join(all().map(WebSocket::close).toList()).mapEmpty();
  }
}
