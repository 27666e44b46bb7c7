package org.steadyboard.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Websocket frames of a client (RFC 6455), sound ones and such as no client may send. */
final class Frames {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;

  private final Pieces pieces;

  Frames(Pieces pieces) {
    this.pieces = pieces;
  }

  /** Whole, in two frames, or with an empty first one: all of them are allowed. */
  byte[] text(byte[] payload) {
    return switch (pieces.upTo(10)) {
      case 0 -> {
        var at = pieces.upTo(payload.length + 1);
        yield both(frame(TEXT, head(payload, at)), frame(FIN | CONTINUATION, tail(payload, at)));
      }
      case 1 -> both(frame(TEXT, new byte[0]), frame(FIN | CONTINUATION, payload));
      default -> frame(FIN | TEXT, payload);
    };
  }

  /** One of those that the standard forbids. */
  byte[] violation() {
    var payload = pieces.bytes(pieces.upTo(200));
    var text = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
    return switch (pieces.upTo(14)) {
      case 0 -> unmasked(FIN | TEXT, text);
      case 1 -> frame(FIN | 0x40 | TEXT, text);
      case 2 -> frame(FIN | 3 + pieces.upTo(5), payload);
      case 3 -> frame(FIN | 11 + pieces.upTo(5), payload);
      case 4 -> frame(FIN | PING, new byte[SHORT + 1 + pieces.upTo(300)]);
      case 5 -> frame(PING, payload.length > SHORT ? text : payload);
      case 6 -> frame(FIN | CONTINUATION, text);
      case 7 -> repeated(both(frame(TEXT, new byte[0]), frame(FIN | TEXT, text)), 30);
      case 8 -> frame(FIN | TEXT, new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'});
      case 9 -> frame(FIN | CLOSE, new byte[] {(byte) pieces.upTo(256)});
      case 10 -> frame(FIN | CLOSE, closing(pieces.upTo(70_000), pieces.text()));
      case 11 -> longLength(pieces.chance(50) ? Long.MAX_VALUE : -1);
      case 12 -> repeated(frame(TEXT, text), 20);
      default -> payload;
    };
  }

  /** Neither forbidden nor a message of ours. */
  byte[] beside() {
    return switch (pieces.upTo(4)) {
      case 0 -> frame(FIN | PING, pieces.bytes(pieces.upTo(SHORT)));
      case 1 -> frame(FIN | PONG, pieces.bytes(pieces.upTo(SHORT)));
      case 2 -> frame(FIN | BINARY, pieces.bytes(pieces.upTo(2_000)));
      default -> frame(FIN | TEXT, pieces.text().getBytes(StandardCharsets.UTF_8));
    };
  }

  /** With a mask, and the length in its shortest form. */
  byte[] frame(int first, byte[] payload) {
    var mask = pieces.bytes(4);
    var masked = payload.clone();
    for (var i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % 4];
    }
    return both(both(header(first, payload.length, MASKED), mask), masked);
  }

  private static byte[] unmasked(int first, byte[] payload) {
    return both(header(first, payload.length, 0), payload);
  }

  private static byte[] header(int first, int length, int masked) {
    if (length <= SHORT) {
      return new byte[] {(byte) first, (byte) (masked | length)};
    }
    return length < 65_536
        ? ByteBuffer.allocate(4)
            .put((byte) first)
            .put((byte) (masked | 126))
            .putShort((short) length)
            .array()
        : ByteBuffer.allocate(10)
            .put((byte) first)
            .put((byte) (masked | 127))
            .putLong(length)
            .array();
  }

  private static byte[] longLength(long length) {
    return ByteBuffer.allocate(14)
        .put((byte) (FIN | TEXT))
        .put((byte) (MASKED | 127))
        .putLong(length)
        .putInt(0)
        .array();
  }

  private static byte[] closing(int code, String reason) {
    var text = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
  }

  private static byte[] repeated(byte[] bytes, int times) {
    var all = new ByteArrayOutputStream();
    for (var i = 0; i < times; i++) {
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  private static byte[] both(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] head(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }
}
