package org.steadyboard.localhosts.ingress.gate;

import io.netty.buffer.ByteBuf;

/** How much of a request's body is still to come, and may. */
final class Body {
  private final ChunkedBody chunks;

  /** Of a body that declared its length. */
  private long left;

  private long allowed;

  private Body(ChunkedBody chunks, long left, long allowed) {
    this.chunks = chunks;
    this.left = left;
    this.allowed = allowed;
  }

  /**
   * @param allowed bytes, however many were declared
   */
  static Body of(RequestHead head, long allowed) {
    return head.bodyBytes() == RequestHead.CHUNKED
        ? new Body(new ChunkedBody(), 0, allowed)
        : new Body(null, head.bodyBytes(), allowed);
  }

  boolean ended() {
    return chunks == null ? left == 0 : chunks.ended();
  }

  /** Whatever was allowed before: from now on, no more than this. */
  void allow(long bytes) {
    allowed = Math.min(allowed, bytes);
  }

  /**
   * @return how many of these bytes belong to the body; -1 when they are malformed, or too many
   */
  int take(ByteBuf bytes) {
    int taken = chunks == null ? (int) Math.min(left, bytes.readableBytes()) : chunks.take(bytes);
    left -= chunks == null ? taken : 0;
    allowed -= taken;
    return allowed < 0 ? -1 : taken;
  }
}
