package org.steadyboard.board.loop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.steadyboard.host.work.Faults;

/** A {@link Loop} on one of Vert.x's event loops. A task that fails takes nothing along. */
public final class EventLoop implements Loop {

  private final Vertx vertx;
  private final Context context;
  private final Faults faults;

  /** Called from outside Vert.x's threads, so that Vert.x picks an event loop for it. */
  public EventLoop(Vertx vertx, Faults faults) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.faults = faults;
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> run(task));
  }

  @Override
  public void after(Duration delay, Runnable task) {
    vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> execute(task));
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void fault(Throwable unexpected) {
    faults.tell(unexpected);
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError e) {
      fault(e);
    }
  }
}
