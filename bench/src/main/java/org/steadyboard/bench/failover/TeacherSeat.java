package org.steadyboard.bench.failover;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Click;
import org.steadyboard.bench.steer.Incoming;
import org.steadyboard.bench.steer.Outgoing;
import org.steadyboard.bench.steer.Revision;
import org.steadyboard.bench.steer.Sockets;

/**
 * A teacher's browser: keeps each click until it is acknowledged, and the last acknowledged one
 * after that, and says again what the next host lacks.
 */
final class TeacherSeat extends Seat {

  private static final UUID LESSON = UUID.fromString("01938f00-0000-7000-8000-000000000001");
  private static final long AGAIN_MILLIS = 200;

  private final PairedBoard identity;
  private final boolean saysAgain;
  private final Map<Long, Said> unanswered = new LinkedHashMap<>();
  private Click acknowledged;
  private Revision acknowledgedAs = Revision.NONE;
  private boolean greeted;
  private long greetingSinceNanos;
  private long doubts;

  /** A click and when it was said last. */
  private record Said(Click click, long nanos) {}

  /**
   * @param saysAgain false for the negative control: a browser that forgets what it said
   */
  TeacherSeat(
      Sockets sockets,
      List<Integer> ports,
      int host,
      Random random,
      PairedBoard identity,
      boolean saysAgain) {
    super(sockets, ports, host, random);
    this.identity = identity;
    this.saysAgain = saysAgain;
  }

  void click(Click click) {
    unanswered.put(click.number(), new Said(click, System.nanoTime()));
    if (greeted) {
      sayChange(click);
    }
  }

  private void sayChange(Click click) {
    say(Outgoing.change(identity.id(), LESSON, click));
  }

  /** To be called often: gives the host up when it has not answered within the soft limit. */
  void look(long nowNanos) {
    var limit = nowNanos - SOFT_LIMIT_MILLIS * 1_000_000;
    var late =
        greeted
            ? unanswered.values().stream().anyMatch(said -> said.nanos() < limit)
            : greetingSinceNanos != 0 && greetingSinceNanos < limit;
    if (late) {
      giveUp();
    }
  }

  int unanswered() {
    return unanswered.size();
  }

  /** How often what had been acknowledged was not on the next host, and was said again. */
  long doubts() {
    return doubts;
  }

  @Override
  Future<WebSocket> open(int port) {
    return sockets().teacher(port, identity.teacher().session());
  }

  @Override
  void opened(WebSocket opened) {
    greetingSinceNanos = System.nanoTime();
    opened.writeTextMessage(Outgoing.teacherHello(UUID.randomUUID()));
  }

  @Override
  void gone() {
    greeted = false;
    greetingSinceNanos = 0;
  }

  @Override
  void hear(String text, long nanos) {
    var message = Incoming.parse(text);
    switch (message.type()) {
      case "boards" -> greeted(new JsonObject(text));
      case "done" -> done(Click.numberOf(message.commandId()), message.revision());
      case "refused" -> sockets().after(AGAIN_MILLIS, () -> again(message.commandId()));
      case "moveTo" -> moveOn();
      default -> {
        // The teacher's own view of the board.
      }
    }
  }

  private void greeted(JsonObject message) {
    var boards = message.getJsonArray("boards");
    if (greeted || boards.isEmpty()) {
      return;
    }
    greeted = true;
    if (!saysAgain) {
      unanswered.clear();
      return;
    }
    var stands = Revision.parse(boards.getJsonObject(0).getString("revision"));
    if (acknowledged != null && acknowledgedAs.compareTo(stands) > 0) {
      doubts++;
      sayChange(acknowledged);
    }
    var now = System.nanoTime();
    unanswered.replaceAll((number, said) -> new Said(said.click(), now));
    unanswered.values().forEach(said -> sayChange(said.click()));
  }

  private void done(long number, Revision revision) {
    var said = unanswered.remove(number);
    if (said != null && (acknowledged == null || number > acknowledged.number())) {
      acknowledged = said.click();
    }
    if (acknowledged != null && number == acknowledged.number()) {
      acknowledgedAs = revision;
    }
  }

  private void again(UUID commandId) {
    var said = unanswered.get(Click.numberOf(commandId));
    if (said != null && greeted) {
      sayChange(said.click());
    }
  }
}
