package org.steadyboard.board.desk;

import java.util.concurrent.atomic.AtomicInteger;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.Link;

/**
 * Counts what the sockets have handed over and the loop has not looked at yet, so that a crowd that
 * says more than one thread can hear fills no memory, and delays the others by a moment only. While
 * little waits, everybody may say what their rate allows. Then each connection has a small share,
 * which those who talk at the pace of a hand never fill.
 */
final class Inbox {

  private final int crowded;
  private final int share;
  private final int maxMessages;
  private final AtomicInteger messages = new AtomicInteger();

  Inbox(Limits limits) {
    this.crowded = limits.inboxCrowded();
    this.share = limits.inboxShare();
    this.maxMessages = limits.inboxMessages();
  }

  boolean hasRoomFor(Link link) {
    var waiting = messages.get();
    return waiting < maxMessages && (waiting < crowded || link.inbox().get() < share);
  }

  void add(Link link) {
    messages.incrementAndGet();
    link.inbox().incrementAndGet();
  }

  void remove(Link link) {
    messages.decrementAndGet();
    link.inbox().decrementAndGet();
  }
}
