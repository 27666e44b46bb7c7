package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.board.client.Client;

@QuarkusTest
class BadInputTest extends SocketTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"sing\"}",
        "{\"type\":\"ping\",\"loudly\":true}",
        "{\"type\":7}",
        "[]",
        "{\"type\":\"hello\",\"protocol\":1,\"boardId\":\"no\",\"secret\":\"x\"}",
        "{\"type\":\"hello\\u0000\"}",
        "{\"type\":\"\\ud83d\"}"
      })
  void isToldAndTheConnectionStays(String message) {
    try (var board = board()) {
      board.connect().next("code");
      board.client().say(message).next("problem");
      board.client().say("{\"type\":\"ping\"}").next("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "{\"type\":\"ping\"}{}"})
  void brokenJsonIsToldAndEndsTheConnection(String message) {
    try (var board = board()) {
      board.connect().next("code");
      board.client().say(message);
      assertThat(board.client().next("problem").get("code").asText()).isEqualTo("bad-json");
      assertThat(board.client().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aMessageThatIsTooLargeIsToldAndEndsTheConnection() {
    for (var size : new int[] {65_537, 100_000, 200_000}) {
      try (var board = board()) {
        board.connect().next("code");
        board.client().say("{\"type\":\"" + "x".repeat(size - 11) + "\"}");
        assertThat(board.client().next("problem").get("code").asText()).isEqualTo("too-large");
        assertThat(board.client().closeCode()).isEqualTo(1008);
      }
    }
  }

  @Test
  void theLargestMessageIsRead() {
    try (var board = board()) {
      board.connect().next("code");
      board.client().say("{\"type\":\"" + "x".repeat(65_536 - 11) + "\"}");
      assertThat(board.client().next("problem").get("code").asText()).isEqualTo("invalid-message");
      board.client().say("{\"type\":\"" + "é".repeat(40_000) + "\"}");
      assertThat(board.client().next("problem").get("code").asText()).isEqualTo("too-large");
    }
  }

  @Test
  void whatIsNotWorthReadingEndsTheConnection() {
    try (var board = board()) {
      board.connect().next("code");
      board.client().socket().writeFinalTextFrame("x".repeat(10_000_000));
      board.client().closeCode();
      assertThat(board.client().isClosed()).isTrue();
    }
    try (var board = board()) {
      board.connect().next("code");
      var socket = board.client().socket();
      socket.writeFrame(WebSocketFrame.textFrame("{\"type\":", false));
      socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(70_000)), true));
      assertThat(board.client().next("problem").get("code").asText()).isEqualTo("too-large");
      assertThat(board.client().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void binaryMessagesAreNotSpokenHere() {
    try (var board = board()) {
      board.connect().next("code");
      board.client().socket().writeBinaryMessage(Buffer.buffer(new byte[] {1, 2, 3}));
      board.client().say("{\"type\":\"ping\"}").next("pong");
    }
  }

  @Test
  void aBadChangeIsRefusedByItsIdAndNothingIsWritten() {
    try (var board = board();
        var teacher = teacher()) {
      board.connect();
      teacher.pairWith(board);
      var command = UUID.randomUUID();
      teacher
          .client()
          .say(
              """
              {"type":"change","commandId":"%s","boardId":"%s","change":
              {"kind":"setTool","tool":"note","value":{"a\\u0000":"\\ud83d"}}}"""
                  .formatted(command, board.id()));
      assertThat(teacher.answer(command).get("code").asText()).isEqualTo("invalid-text");
      var page = UUID.randomUUID();
      teacher.answer(teacher.showPage(board.id(), page));
      assertThat(board.shows(page).at("/stage/tools")).isEmpty();
    }
  }

  @Test
  void sayingTooMuchEndsTheConnection() {
    try (var board = board()) {
      board.connect().next("code");
      for (var i = 0; i < 150; i++) {
        board.client().say("{\"type\":\"ping\"}");
      }
      assertThat(board.client().next("problem").get("code").asText()).isEqualTo("too-fast");
      assertThat(board.client().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void otherProtocolsAreRefused() {
    try (var client = Client.connect(port(), "/ws/board")) {
      client.say(
          """
          {"type":"hello","protocol":2,"boardId":"%s","secret":"%s"}"""
              .formatted(UUID.randomUUID(), "x".repeat(43)));
      assertThat(client.next("problem").get("code").asText()).isEqualTo("unknown-protocol");
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }
}
