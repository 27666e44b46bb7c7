package org.steadyboard.localhosts.ingress.gate;

import io.netty.buffer.ByteBuf;

/** Finds where a request's head ends, in bytes that come one by one. */
final class HeadEnd {
  private static final int EMPTY_LINE = 4;

  private HeadEnd() {}

  /**
   * @param searched how many of the first bytes were looked at before
   * @return the length of the head, with its empty line; -1 when its end has not come
   */
  static int find(ByteBuf bytes, int searched, GateLimits limits) throws RequestHead.Refused {
    int begin = bytes.readerIndex();
    int until = Math.min(bytes.writerIndex(), begin + limits.headBytes());
    int at = begin + searched;
    while ((at = bytes.indexOf(at, until, (byte) '\n')) >= 0) {
      if (at == begin || bytes.getByte(at - 1) != '\r') {
        throw new RequestHead.Refused(Refusal.MALFORMED);
      }
      int length = ++at - begin;
      if (length >= EMPTY_LINE && bytes.getByte(at - EMPTY_LINE + 1) == '\n') {
        return length;
      }
    }
    requireRoomForMore(bytes, limits);
    return -1;
  }

  private static void requireRoomForMore(ByteBuf bytes, GateLimits limits)
      throws RequestHead.Refused {
    int line = bytes.bytesBefore((byte) '\n');
    int lineBytes = line < 0 ? bytes.readableBytes() : line;
    if (lineBytes > limits.requestLineBytes()) {
      throw new RequestHead.Refused(Refusal.ADDRESS_TOO_LONG);
    }
    if (bytes.readableBytes() >= limits.headBytes()) {
      throw new RequestHead.Refused(Refusal.HEADERS_TOO_LARGE);
    }
  }
}
