package org.steadyboard.bench.fuzz;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.rows.School.PairedBoard;

/**
 * Talks with the two websockets of a host: a sound hello, then messages that are mutated and frames
 * that are against RFC 6455. Of one thread.
 */
final class Talks {

  private static final int MOST_STEPS = 30;
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS = Duration.ofMillis(300);
  private static final int SWITCHING = 101;

  private static final String HANDSHAKE_HEAD =
      """
      GET %s HTTP/1.1
      Host: localhost:%d
      Origin: %s
      Cookie: %s
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """;

  private final Pieces pieces;
  private final Bodies bodies;
  private final Frames frames;
  private final Host host;
  private final Cast cast;

  Talks(Pieces pieces, Host host, Cast cast) {
    this.pieces = pieces;
    this.bodies = new Bodies(pieces);
    this.frames = new Frames(pieces);
    this.host = host;
    this.cast = cast;
  }

  /** One talk, from the handshake to the end. */
  void hold(Tally tally) throws IOException {
    var path = pieces.chance(50) ? "/ws/board" : "/ws/teacher";
    var board = pieces.one(cast.boards());
    var said = new ByteArrayOutputStream();
    said.writeBytes(
        HANDSHAKE_HEAD
            .formatted(path, host.ingressPort(), host.origin(), board.teacher().session().header())
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    try (var wire = new Wire(host.ingressPort())) {
      wire.say(said.toByteArray());
      var answer = Answer.parse(wire.hear(HANDSHAKE, 1), wire.timedOut());
      var status = answer.statusName();
      var wrong = Verdict.of(answer);
      if (answer.status() == SWITCHING) {
        converse(wire, said, path.equals("/ws/board"), board);
        var heard = Heard.parse(afterHead(wire.hear(LAST_WORDS, Wire.MOST_HEARD)));
        status = heard.closeCode() == 0 ? "open" : Integer.toString(heard.closeCode());
        wrong = Verdict.of(heard.closeCode(), heard.texts());
      }
      var attempt = new Attempt(path, host.ingressPort(), said.toByteArray(), true);
      tally.count(attempt, status, wrong);
    }
  }

  private void converse(Wire wire, ByteArrayOutputStream said, boolean isBoard, PairedBoard board) {
    var steps = 1 + pieces.upTo(MOST_STEPS);
    for (var step = 0; step < steps; step++) {
      var bytes =
          step == 0
              ? frames.text(encoded(hello(isBoard, board, pieces.chance(15))))
              : next(isBoard, board);
      said.writeBytes(bytes);
      if (!wire.say(bytes)) {
        return;
      }
    }
    if (pieces.chance(50)) {
      wire.sayNoMore();
    }
  }

  private byte[] next(boolean isBoard, PairedBoard board) {
    return switch (pieces.upTo(10)) {
      case 0 -> frames.violation();
      case 1 -> frames.beside();
      case 2, 3 -> frames.text(encoded(isBoard ? ofBoard(board) : ofTeacher(board)));
      default ->
          frames.text(bodies.bytes(bodies.mutated(isBoard ? ofBoard(board) : ofTeacher(board))));
    };
  }

  private Object hello(boolean isBoard, PairedBoard board, boolean mutated) {
    var hello = new JsonObject().put("type", "hello").put("protocol", 1);
    if (isBoard) {
      hello.put("boardId", board.id().toString()).put("secret", board.secret());
    } else {
      hello.put("clientId", pieces.id());
    }
    return mutated ? bodies.mutated(hello) : hello;
  }

  private JsonObject ofBoard(PairedBoard board) {
    return switch (pieces.upTo(6)) {
      case 0 -> new JsonObject().put("type", "code");
      case 1 -> new JsonObject().put("type", "shown").put("revision", revision());
      case 2 -> new JsonObject().put("type", "ping");
      case 3 -> new JsonObject().put("type", pieces.text());
      case 4 -> (JsonObject) hello(true, board, false);
      default -> new JsonObject().put("type", pieces.chance(5) ? "unpair" : "ping");
    };
  }

  private String revision() {
    return pieces.number() + "-" + (pieces.chance(80) ? host.id() : pieces.text());
  }

  private JsonObject ofTeacher(PairedBoard board) {
    var id = pieces.chance(80) ? board.id().toString() : pieces.id();
    return switch (pieces.upTo(8)) {
      case 0 ->
          new JsonObject()
              .put("type", "pair")
              .put("requestId", pieces.id())
              .put("code", String.valueOf(pieces.upTo(1_000_000)))
              .put("name", pieces.text());
      case 1 -> new JsonObject().put("type", "ping");
      case 2 ->
          new JsonObject()
              .put("type", "pointer")
              .put("boardId", id)
              .put("x", pieces.number())
              .put("y", 0.5)
              .put("visible", true);
      case 3 -> new JsonObject().put("type", pieces.text());
      default ->
          new JsonObject()
              .put("type", "change")
              .put("commandId", pieces.id())
              .put("boardId", id)
              .put("change", change());
    };
  }

  private JsonObject change() {
    return switch (pieces.upTo(3)) {
      case 0 -> new JsonObject().put("kind", "clear");
      case 1 ->
          new JsonObject()
              .put("kind", "setTool")
              .put("tool", pieces.chance(70) ? "blank" : pieces.text())
              .put("value", pieces.value());
      default ->
          new JsonObject()
              .put("kind", "showPage")
              .put("lessonId", pieces.id())
              .put("pageId", pieces.id())
              .put("step", pieces.chance(70) ? 1 : pieces.number());
    };
  }

  private static byte[] encoded(Object message) {
    return Json.encode(message).getBytes(StandardCharsets.UTF_8);
  }

  /** What follows the answer to the handshake. */
  private static byte[] afterHead(byte[] bytes) {
    for (var i = 0; i + 4 <= bytes.length; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return Arrays.copyOfRange(bytes, i + 4, bytes.length);
      }
    }
    return new byte[0];
  }
}
