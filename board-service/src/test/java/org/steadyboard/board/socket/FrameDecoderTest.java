package org.steadyboard.board.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.board.frame.RawFrame.BINARY;
import static org.steadyboard.board.frame.RawFrame.CLOSE;
import static org.steadyboard.board.frame.RawFrame.MORE;
import static org.steadyboard.board.frame.RawFrame.PING;
import static org.steadyboard.board.frame.RawFrame.PONG;
import static org.steadyboard.board.frame.RawFrame.TEXT;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.frame.RawFrame;
import org.steadyboard.board.limit.ByteBudget;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.limit.TestLimits;

class FrameDecoderTest {

  private static final long SEED = 20_261_127;
  private static final int SEQUENCES = 20_000;
  private static final int MAX_MESSAGE_BYTES = 300;
  private static final int BURST = 12;

  private static final Limits SMALL =
      TestLimits.with(
          Map.of(
              "board.max-message-bytes",
              "" + MAX_MESSAGE_BYTES,
              "board.messages-burst",
              "" + BURST));

  /** What a connection comes to: the texts heard, and the code that ends it (0: none does). */
  private record Heard(List<String> texts, int code) {}

  private final ByteBudget unfinished = new ByteBudget(10_000);
  private long nanos;

  @Test
  void everySequenceOfFramesIsHeardOrRefusedAsTheRulesSay() {
    for (var i = 0; i < SEQUENCES; i++) {
      var seed = SEED + i;
      var random = new Random(seed);
      var frames = new ArrayList<RawFrame>();
      var length = 1 + random.nextInt(BURST + 4);
      for (var at = 0; at < length; at++) {
        frames.add(frame(random));
      }
      assertThat(heard(frames, random))
          .as("seed %d: %s", seed, frames)
          .isEqualTo(byTheRules(frames));
      assertThat(unfinished.usedBytes()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void anEmptyFirstFragmentIsAFragment() {
    var frames =
        List.of(
            RawFrame.of(TEXT, false, ""),
            RawFrame.of(MORE, false, ""),
            RawFrame.of(MORE, true, "first"),
            RawFrame.text("second"),
            RawFrame.of(TEXT, false, ""),
            RawFrame.of(MORE, true, ""),
            RawFrame.text("third"));
    assertThat(heard(frames, new Random(SEED)))
        .isEqualTo(new Heard(List.of("first", "second", "", "third"), 0));
  }

  @Test
  void theRateComesBackWithTime() {
    var channel = channel(SMALL);
    for (var i = 0; i < 100; i++) {
      channel.writeInbound(bytes(RawFrame.of(PONG, true, "")));
      nanos += TimeUnit.SECONDS.toNanos(1) / SMALL.messagesPerSecond();
    }
    assertThat(channel.isOpen()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void pingsOfAClientThatDoesNotReadAreNotAnswered() {
    var channel = channel(SMALL);
    channel.writeInbound(bytes(RawFrame.of(PING, true, "one")));
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 1));
    channel.write(PooledByteBufAllocator.DEFAULT.buffer().writeZero(10));
    assertThat(channel.isWritable()).isFalse();
    channel.writeInbound(bytes(RawFrame.of(PING, true, "two")));
    channel.flush();
    var answers = 0;
    for (var out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      answers += out instanceof PongWebSocketFrame ? 1 : 0;
      ReferenceCountUtil.release(out);
    }
    assertThat(answers).isEqualTo(1);
    channel.finishAndReleaseAll();
  }

  @Test
  void whatAllSayByHalvesIsBounded() {
    var channels = new ArrayList<EmbeddedChannel>();
    var refused = 0;
    for (var i = 0; i < 100; i++) {
      var channel = channel(SMALL);
      channels.add(channel);
      if (i % 2 == 0) {
        var half = RawFrame.text("x".repeat(MAX_MESSAGE_BYTES)).bytes();
        channel.writeInbound(buffer(Arrays.copyOf(half, half.length - 1)));
      } else {
        channel.writeInbound(bytes(RawFrame.of(TEXT, false, "x".repeat(MAX_MESSAGE_BYTES))));
      }
      assertThat(unfinished.usedBytes()).isLessThanOrEqualTo(10_000);
      refused += closeCode(channel) == 1013 ? 1 : 0;
    }
    assertThat(refused).isBetween(50, 90);
    // Whole messages need no room.
    var other = channel(SMALL);
    other.writeInbound(bytes(RawFrame.text("hello")));
    assertThat(other.isOpen()).isTrue();
    assertThat(texts(other)).containsExactly("hello");
    channels.add(other);
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    assertThat(unfinished.usedBytes()).isZero();
  }

  /** Mostly right ones, and all ways of being wrong. */
  private static RawFrame frame(Random random) {
    var opcode =
        switch (random.nextInt(12)) {
          case 0, 1, 2 -> TEXT;
          case 3, 4, 5, 6 -> MORE;
          case 7 -> BINARY;
          case 8 -> PING;
          case 9 -> PONG;
          case 10 -> random.nextInt(4) == 0 ? CLOSE : TEXT;
          default -> random.nextInt(4) == 0 ? random.nextInt(16) : TEXT;
        };
    var payload = payload(random, opcode);
    var right = RawFrame.of(opcode, opcode > 7 || random.nextInt(3) > 0, payload);
    return switch (random.nextInt(60)) {
      case 0 -> right.withReserved(1 + random.nextInt(7));
      case 1 -> right.unmasked();
      case 2 -> payload.length < 126 ? right.withLengthBytes(2 + 6 * random.nextInt(2)) : right;
      case 3 -> RawFrame.of(opcode, random.nextBoolean(), payload);
      default -> right;
    };
  }

  private static byte[] payload(Random random, int opcode) {
    if (opcode == CLOSE) {
      return switch (random.nextInt(4)) {
        case 0 -> new byte[0];
        case 1 -> new byte[] {3};
        case 2 -> new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256)};
        default -> new byte[] {3, (byte) 0xe8, 'b', 'y', 'e'};
      };
    }
    var bytes =
        "ë€𝄞"
            .repeat(random.nextInt(6) == 0 ? 20 : random.nextInt(4))
            .getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0 && bytes.length > 0) {
      // Cut in the middle of a letter, or with a byte that is none.
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    if (random.nextInt(20) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(20) == 0
        ? "x".repeat(random.nextInt(400)).getBytes(StandardCharsets.UTF_8)
        : bytes;
  }

  /** RFC 6455 once more, in its plainest form. */
  private static Heard byTheRules(List<RawFrame> frames) {
    var texts = new ArrayList<String>();
    var counted = 0;
    var inside = -1;
    var message = new ByteArrayOutputStream();
    for (var frame : frames) {
      var isStart = frame.opcode() == TEXT || frame.opcode() == BINARY;
      var isKnown = isStart || List.of(MORE, CLOSE, PING, PONG).contains(frame.opcode());
      var size = frame.payload().length;
      if (frame.reserved() != 0
          || !frame.masked()
          || !isKnown
          || frame.isControl() && (!frame.isFinal() || size > 125 || frame.lengthBytes() > 0)
          || frame.lengthBytes() != RawFrame.shortest(size)
          || isStart && inside >= 0
          || frame.opcode() == MORE && inside < 0) {
        return new Heard(texts, 1002);
      }
      if (size > MAX_MESSAGE_BYTES) {
        return new Heard(texts, 1008);
      }
      if (frame.opcode() == CLOSE) {
        return new Heard(texts, closing(frame.payload()));
      }
      if (++counted > BURST) {
        return new Heard(texts, 1008);
      }
      if (frame.isControl()) {
        continue;
      }
      if (isStart) {
        inside = frame.opcode();
        message.reset();
      }
      message.writeBytes(frame.payload());
      if (inside == TEXT && message.size() > MAX_MESSAGE_BYTES) {
        return new Heard(texts, 1008);
      }
      if (frame.isFinal()) {
        if (inside == TEXT) {
          try {
            var bytes = ByteBuffer.wrap(message.toByteArray());
            texts.add(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
          } catch (CharacterCodingException e) {
            return new Heard(texts, 1007);
          }
        }
        inside = -1;
      }
    }
    return new Heard(texts, 0);
  }

  /** The client's own close is passed on, unless it is a wrong one. */
  private static int closing(byte[] payload) {
    if (payload.length == 0) {
      return 0;
    }
    if (payload.length == 1) {
      return 1002;
    }
    var code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    var isValid =
        code >= 1000 && code <= 1003
            || code >= 1007 && code <= 1014
            || code >= 3000 && code <= 4999;
    return isValid ? 0 : 1002;
  }

  /** In pieces, as they may come. */
  private Heard heard(List<RawFrame> frames, Random random) {
    var all = new ByteArrayOutputStream();
    frames.forEach(frame -> all.writeBytes(frame.bytes()));
    var bytes = all.toByteArray();
    var channel = channel(SMALL);
    var texts = new ArrayList<String>();
    for (var at = 0; at < bytes.length && channel.isOpen(); ) {
      var to = Math.min(bytes.length, at + 1 + random.nextInt(400));
      channel.writeInbound(buffer(Arrays.copyOfRange(bytes, at, to)));
      at = to;
    }
    channel.checkException();
    texts.addAll(texts(channel));
    var heard = new Heard(texts, closeCode(channel));
    channel.finishAndReleaseAll();
    return heard;
  }

  private static List<String> texts(EmbeddedChannel channel) {
    var texts = new ArrayList<String>();
    for (var in = channel.readInbound(); in != null; in = channel.readInbound()) {
      if (in instanceof TextWebSocketFrame text) {
        assertThat(text.isFinalFragment()).isTrue();
        texts.add(text.text());
      }
      ReferenceCountUtil.release(in);
    }
    return texts;
  }

  /** 0: none was sent. */
  private static int closeCode(EmbeddedChannel channel) {
    var code = 0;
    for (var out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      if (out instanceof CloseWebSocketFrame close) {
        code = close.statusCode();
      }
      ReferenceCountUtil.release(out);
    }
    return code;
  }

  private EmbeddedChannel channel(Limits limits) {
    return new EmbeddedChannel(new FrameDecoder(limits, unfinished, () -> nanos, () -> {}));
  }

  private static ByteBuf bytes(RawFrame frame) {
    return buffer(frame.bytes());
  }

  private static ByteBuf buffer(byte[] bytes) {
    return PooledByteBufAllocator.DEFAULT.buffer(bytes.length).writeBytes(bytes);
  }
}
