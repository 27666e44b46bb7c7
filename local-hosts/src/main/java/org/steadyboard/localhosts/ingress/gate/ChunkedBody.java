package org.steadyboard.localhosts.ingress.gate;

import io.netty.buffer.ByteBuf;

/**
 * Finds where a chunked body ends (RFC 9112, 7.1), without keeping any of it. Extensions and
 * trailers, which no browser sends, are malformed.
 */
final class ChunkedBody {
  /** A chunk may have this many digits: 4 GiB. */
  private static final int LONGEST_SIZE = 8;

  private enum Expecting {
    SIZE,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    LAST_CR,
    LAST_LF,
    NOTHING
  }

  private Expecting expecting = Expecting.SIZE;
  private int digits;
  private long size;

  boolean ended() {
    return expecting == Expecting.NOTHING;
  }

  /**
   * @return how many of these bytes belong to the body; -1 when it is malformed
   */
  int take(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex() && !ended()) {
      if (expecting == Expecting.DATA) {
        long step = Math.min(size, bytes.writerIndex() - at);
        at += (int) step;
        size -= step;
        expecting = size == 0 ? Expecting.DATA_CR : Expecting.DATA;
      } else if (!take(bytes.getByte(at++))) {
        return -1;
      }
    }
    return at - bytes.readerIndex();
  }

  private boolean take(byte next) {
    return switch (expecting) {
      case SIZE -> next == '\r' ? expect(digits > 0, Expecting.SIZE_LF) : addDigit(next);
      case SIZE_LF -> expect(next == '\n', size == 0 ? Expecting.LAST_CR : Expecting.DATA);
      case DATA_CR -> expect(next == '\r', Expecting.DATA_LF);
      case DATA_LF -> beginChunk(next);
      case LAST_CR -> expect(next == '\r', Expecting.LAST_LF);
      case LAST_LF -> expect(next == '\n', Expecting.NOTHING);
      case DATA, NOTHING -> false;
    };
  }

  private boolean beginChunk(byte next) {
    digits = 0;
    size = 0;
    return expect(next == '\n', Expecting.SIZE);
  }

  private boolean addDigit(byte next) {
    int digit = next < 0 ? -1 : Character.digit(next, 16);
    size = size * 16 + digit;
    return digit >= 0 && ++digits <= LONGEST_SIZE;
  }

  private boolean expect(boolean met, Expecting then) {
    expecting = then;
    return met;
  }
}
