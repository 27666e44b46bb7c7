package org.steadyboard.localhosts.link;

import io.vertx.core.net.NetSocket;

/**
 * One direction of a connection. It reads only as fast as the other end takes it, and not at all
 * while that way is cut; what was read before stays in order. Vert.x' own pipe will not do: it goes
 * on by itself when the other end has room again, cut or not.
 *
 * <p>Used by one event loop only.
 */
final class Flow {
  private final NetSocket source;
  private final NetSocket sink;
  private boolean cut;
  private boolean full;

  Flow(NetSocket source, NetSocket sink, boolean cut) {
    this.source = source;
    this.sink = sink;
    this.cut = cut;
    source.pause();
    source.handler(
        bytes -> {
          sink.write(bytes);
          if (sink.writeQueueFull()) {
            full = true;
            source.pause();
          }
        });
    // Comes after the last bytes, and so after a heal when the end came while the link was cut.
    source.endHandler(end -> sink.end());
    sink.drainHandler(
        drained -> {
          full = false;
          goOn();
        });
    goOn();
  }

  void cut(boolean now) {
    cut = now;
    if (cut) {
      source.pause();
    } else {
      goOn();
    }
  }

  private void goOn() {
    if (!cut && !full) {
      source.resume();
    }
  }
}
