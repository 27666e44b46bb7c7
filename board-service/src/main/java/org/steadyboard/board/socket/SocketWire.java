package org.steadyboard.board.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.CloseCode;
import org.steadyboard.board.link.Wire;

/**
 * Sends over one websocket and counts what has not left yet. A reader that lets too much pile up is
 * dropped: it comes back and reads the present state, which is worth more to it than what it
 * missed, and nobody else waits for it or pays for its memory.
 */
final class SocketWire implements Wire {

  private final WebSocketConnection connection;
  private final Limits limits;
  private final Runnable dropped;
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final AtomicInteger queuedMessages = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param dropped told when the reader was too slow
   */
  SocketWire(WebSocketConnection connection, Limits limits, Runnable dropped) {
    this.connection = connection;
    this.limits = limits;
    this.dropped = dropped;
  }

  @Override
  public void send(String message) {
    if (closed.get()) {
      return;
    }
    // Nearly all we send is ASCII; where it is not, the bound is by a third too generous at most.
    var size = message.length();
    if (queuedBytes.addAndGet(size) > limits.maxQueuedBytes()
        || queuedMessages.incrementAndGet() > limits.maxQueuedMessages()) {
      close(CloseCode.TRY_AGAIN, "too slow");
      cut();
      dropped.run();
      return;
    }
    connection.sendText(message).subscribe().with(sent -> left(size), failure -> left(size));
  }

  @Override
  public boolean isIdle() {
    return queuedMessages.get() == 0;
  }

  @Override
  public void close(int code, String reason) {
    if (closed.compareAndSet(false, true) && connection.isOpen()) {
      connection.close(new CloseReason(code, reason)).subscribe().with(done -> {}, failure -> {});
    }
  }

  /**
   * Ends the connection below. A close frame stands behind all that the reader does not take, and
   * Vert.x waits for it to be written: only the channel itself ends at once, and gives up what
   * waits in it.
   */
  private void cut() {
    connection.userData().get(UpgradeChecks.BELOW).channelHandlerContext().channel().close();
  }

  private void left(int size) {
    queuedBytes.addAndGet(-size);
    queuedMessages.decrementAndGet();
  }
}
