package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.board.frame.RawFrame.BINARY;
import static org.steadyboard.board.frame.RawFrame.CLOSE;
import static org.steadyboard.board.frame.RawFrame.MORE;
import static org.steadyboard.board.frame.RawFrame.PING;
import static org.steadyboard.board.frame.RawFrame.PONG;
import static org.steadyboard.board.frame.RawFrame.TEXT;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.board.client.RawClient;
import org.steadyboard.board.frame.RawFrame;
import org.steadyboard.host.work.Logged;

/** Frames that break RFC 6455, from a bare socket: a code each, and next to nothing in the log. */
@QuarkusTest
class FramesTest extends SocketTest {

  private static final long SEED = 8_30;
  private static final RawFrame PING_MESSAGE = RawFrame.text("{\"type\":\"ping\"}");

  private static final int FEW = 4;

  private Logged log;

  @BeforeEach
  void listen() {
    log = new Logged("");
  }

  @AfterEach
  void saysNextToNothing() {
    log.close();
    assertThat(log.inFull()).isEmpty();
    // On a slow machine others may have a word to say.
    assertThat(log.warnings()).isLessThan(FEW);
  }

  static Stream<Arguments> flaws() {
    var start = RawFrame.of(TEXT, false, "");
    var open = RawFrame.of(TEXT, false, "{\"type\":");
    return Stream.of(
        Arguments.of("an empty first fragment, then texts", 1002, List.of(start, PING_MESSAGE)),
        Arguments.of("a fragment, then a text", 1002, List.of(open, PING_MESSAGE)),
        Arguments.of(
            "a fragment, then binary", 1002, List.of(open, RawFrame.of(BINARY, true, "x"))),
        Arguments.of("a rest of nothing", 1002, List.of(RawFrame.of(MORE, true, "x"))),
        Arguments.of(
            "a second rest",
            1002,
            List.of(RawFrame.of(BINARY, true, "x"), RawFrame.of(MORE, false, "x"))),
        Arguments.of("a reserved bit", 1002, List.of(PING_MESSAGE.withReserved(4))),
        Arguments.of(
            "reserved bits of a ping", 1002, List.of(RawFrame.of(PING, true, "").withReserved(1))),
        Arguments.of("a reserved opcode", 1002, List.of(RawFrame.of(3, true, "x"))),
        Arguments.of("a reserved control opcode", 1002, List.of(RawFrame.of(11, true, "x"))),
        Arguments.of("a ping in fragments", 1002, List.of(RawFrame.of(PING, false, "x"))),
        Arguments.of("a long ping", 1002, List.of(RawFrame.of(PING, true, "x".repeat(126)))),
        Arguments.of("no mask", 1002, List.of(PING_MESSAGE.unmasked())),
        Arguments.of("a length in too many bytes", 1002, List.of(PING_MESSAGE.withLengthBytes(8))),
        Arguments.of("half a code", 1002, List.of(RawFrame.of(CLOSE, true, "x"))),
        Arguments.of(
            "a code of nobody",
            1002,
            List.of(RawFrame.of(CLOSE, true, new byte[] {3, (byte) 0xee}))),
        Arguments.of(
            "no UTF-8", 1007, List.of(RawFrame.of(TEXT, true, new byte[] {'"', (byte) 0xc3, '"'}))),
        Arguments.of(
            "half a letter at the end of all fragments",
            1007,
            List.of(start, RawFrame.of(MORE, true, new byte[] {(byte) 0xe2, (byte) 0x82}))),
        Arguments.of(
            "a surrogate in UTF-8",
            1007,
            List.of(RawFrame.of(TEXT, true, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flaws")
  void aFlawHasItsCode(String what, int code, List<RawFrame> frames) {
    try (var client = RawClient.board(port())) {
      frames.forEach(client::say);
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void fragmentsMakeAMessageAlsoWhenTheFirstIsEmpty() {
    try (var client = RawClient.board(port())) {
      client.say(
          RawFrame.of(TEXT, false, ""),
          RawFrame.of(PING, true, "between"),
          RawFrame.of(MORE, false, "{\"type\":\"p"),
          RawFrame.of(MORE, true, "ing\"}"));
      client.hears("hello-first");
    }
  }

  @ParameterizedTest
  @MethodSource("floods")
  void aFloodOfAnyFramesIsTooFast(String what, List<RawFrame> frames) {
    try (var client = RawClient.board(port())) {
      var once = new ByteArrayOutputStream();
      frames.forEach(frame -> once.writeBytes(frame.bytes()));
      for (var i = 0; i < 100_000 && client.say(once.toByteArray()); i++) {
        if (i == 400) {
          // By then it was told; what is said after it is heard by nobody.
          assertThat(client.closeCode()).isEqualTo(1008);
        }
      }
    }
  }

  static Stream<Arguments> floods() {
    return Stream.of(
        Arguments.of("pings", List.of(RawFrame.of(PING, true, "x".repeat(125)))),
        Arguments.of("pongs", List.of(RawFrame.of(PONG, true, ""))),
        Arguments.of("empty binary messages", List.of(RawFrame.of(BINARY, true, ""))),
        Arguments.of(
            "empty fragments of a binary message",
            List.of(RawFrame.of(BINARY, false, ""), RawFrame.of(MORE, true, ""))));
  }

  @Test
  void fragmentsWithoutEndAreTooFastOrTooLarge() {
    try (var client = RawClient.board(port())) {
      client.say(RawFrame.of(TEXT, false, ""));
      while (client.say(RawFrame.of(MORE, false, "").bytes())) {
        if (client.available()) {
          break;
        }
      }
      client.hears("too-fast");
      assertThat(client.closeCode()).isEqualTo(1008);
    }
    try (var client = RawClient.board(port())) {
      client.say(RawFrame.of(TEXT, false, "x".repeat(40_000)));
      client.say(RawFrame.of(MORE, false, "x".repeat(40_000)));
      client.hears("too-large");
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aFrameThatIsTooLargeIsRefusedByItsFirstBytes() {
    try (var client = RawClient.board(port())) {
      // 2^62 bytes, of which none comes.
      client.say(new byte[] {(byte) 0x81, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0});
      client.hears("too-large");
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void onlyAPlainHandshakeOpens() {
    var answers = new ArrayList<String>();
    for (var version : List.of("8", "0", "14", "")) {
      try (var client = new RawClient(port())) {
        client.say(client.upgrade(version, "").getBytes(StandardCharsets.UTF_8));
        answers.add(client.head("426"));
      }
    }
    assertThat(answers).allMatch(answer -> answer.contains("13"));
    for (var body : List.of("Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n")) {
      try (var client = new RawClient(port())) {
        client.say(client.upgrade("13", body).getBytes(StandardCharsets.UTF_8));
        client.head("4");
      }
    }
  }

  @Test
  void framesBeforeTheUpgradeIsAnsweredEndTheConnection() {
    try (var client = new RawClient(port())) {
      var early = new ByteArrayOutputStream();
      early.writeBytes(client.upgrade("13", "").getBytes(StandardCharsets.UTF_8));
      early.writeBytes(RawFrame.of(TEXT, false, "").bytes());
      early.writeBytes(RawFrame.of(MORE, true, "").bytes());
      client.say(early.toByteArray());
      assertThat(client.ends()).isTrue();
    }
  }

  /** Whatever comes, the service answers others, and says nothing of it. */
  @Test
  void rubbishHurtsNobody() {
    var random = new Random(SEED);
    try (var board = board()) {
      board.connect().next("code");
      for (var i = 0; i < 150; i++) {
        try (var client = RawClient.board(port())) {
          var rubbish = new byte[1 + random.nextInt(600)];
          random.nextBytes(rubbish);
          // Often a right beginning.
          if (random.nextBoolean()) {
            var start = RawFrame.of(TEXT, random.nextBoolean(), "{\"type\":\"ping\"}").bytes();
            System.arraycopy(start, 0, rubbish, 0, Math.min(start.length, rubbish.length));
          }
          client.say(rubbish);
        }
      }
      board.client().say("{\"type\":\"ping\"}").next("pong");
    }
  }
}
