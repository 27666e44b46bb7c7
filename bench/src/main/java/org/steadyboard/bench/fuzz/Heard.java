package org.steadyboard.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a host said over a websocket, taken from its bytes.
 *
 * @param closeCode of its close frame; 0 without one, or when it said no reason
 * @param texts all its messages, one behind the other
 */
record Heard(int closeCode, String texts) {

  private static final int OPCODE = 0x0f;
  private static final int LENGTH = 0x7f;

  /** A frame that came by half is left out. */
  static Heard parse(byte[] bytes) {
    var texts = new StringBuilder();
    var at = 0;
    while (at + 2 <= bytes.length) {
      var opcode = bytes[at] & OPCODE;
      var length = bytes[at + 1] & LENGTH;
      var start = at + 2;
      if (length > 125) {
        var more = length == 126 ? 2 : 8;
        if (start + more > bytes.length) {
          break;
        }
        var declared = 0L;
        for (var i = 0; i < more; i++) {
          declared = declared << 8 | bytes[start + i] & 0xff;
        }
        start += more;
        if (declared < 0 || declared > bytes.length - start) {
          break;
        }
        length = (int) declared;
      }
      if (length > bytes.length - start) {
        break;
      }
      if (opcode == Frames.CLOSE) {
        var code = length < 2 ? 0 : (bytes[start] & 0xff) << 8 | bytes[start + 1] & 0xff;
        return new Heard(code, texts.toString());
      }
      if (opcode == Frames.TEXT) {
        texts.append(
            new String(Arrays.copyOfRange(bytes, start, start + length), StandardCharsets.UTF_8));
      }
      at = start + length;
    }
    return new Heard(0, texts.toString());
  }
}
