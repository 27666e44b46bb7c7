package org.steadyboard.board.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A {@link Loop} on one of Vert.x's event loops. */
public final class EventLoop implements Loop {

  private final Vertx vertx;
  private final Context context;

  /** Called from outside Vert.x's threads, so that Vert.x picks an event loop for it. */
  public EventLoop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  @Override
  public void after(Duration delay, Runnable task) {
    vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> execute(task));
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
