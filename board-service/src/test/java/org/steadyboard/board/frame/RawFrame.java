package org.steadyboard.board.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A frame as it goes over the wire, a wrong one too (RFC 6455, 5.2).
 *
 * @param reserved the three reserved bits, as 0 to 7
 * @param opcode 0 to 15
 * @param lengthBytes how the length is written: 0 in the first byte, 2 or 8 behind it
 */
public record RawFrame(
    boolean isFinal, int reserved, int opcode, boolean masked, int lengthBytes, byte[] payload) {

  public static final int MORE = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  /** A right frame. */
  public static RawFrame of(int opcode, boolean isFinal, byte[] payload) {
    return new RawFrame(isFinal, 0, opcode, true, shortest(payload.length), payload);
  }

  public static RawFrame of(int opcode, boolean isFinal, String payload) {
    return of(opcode, isFinal, payload.getBytes(StandardCharsets.UTF_8));
  }

  public static RawFrame text(String payload) {
    return of(TEXT, true, payload);
  }

  public static int shortest(int length) {
    return length < 126 ? 0 : length < 65_536 ? 2 : 8;
  }

  public boolean isControl() {
    return opcode > 7;
  }

  public RawFrame withReserved(int bits) {
    return new RawFrame(isFinal, bits, opcode, masked, lengthBytes, payload);
  }

  public RawFrame unmasked() {
    return new RawFrame(isFinal, reserved, opcode, false, lengthBytes, payload);
  }

  public RawFrame withLengthBytes(int bytes) {
    return new RawFrame(isFinal, reserved, opcode, masked, bytes, payload);
  }

  public byte[] bytes() {
    var out = new ByteArrayOutputStream(payload.length + 14);
    out.write((isFinal ? 0x80 : 0) | reserved << 4 | opcode);
    var mask = masked ? 0x80 : 0;
    out.write(mask | (lengthBytes == 0 ? payload.length : lengthBytes == 2 ? 126 : 127));
    for (var i = lengthBytes - 1; i >= 0; i--) {
      out.write((int) ((long) payload.length >>> 8 * i));
    }
    if (masked) {
      out.writeBytes(MASK);
    }
    for (var i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
    }
    return out.toByteArray();
  }
}
