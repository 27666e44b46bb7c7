package org.steadyboard.board.desk;

import org.steadyboard.board.link.Link;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.host.wake.Wakefulness;

/**
 * Lets nothing be done that waited in a process that slept, when whoever said it has gone by then:
 * it may have been said to another host meanwhile, and the opposite after it. Used on the loop
 * only.
 */
final class Settled {

  private final Loop loop;
  private final Wakefulness wakefulness;

  Settled(Loop loop, Wakefulness wakefulness) {
    this.loop = loop;
    this.wakefulness = wakefulness;
  }

  /** Does it now; or, after a sleep, once the process has settled and the link is still open. */
  void act(Link link, Runnable action) {
    var wait = wakefulness.untilSettled();
    if (wait.isZero()) {
      action.run();
    } else {
      loop.after(
          wait,
          () -> {
            if (!link.isClosed()) {
              act(link, action);
            }
          });
    }
  }
}
