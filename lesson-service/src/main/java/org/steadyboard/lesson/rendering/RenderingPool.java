package org.steadyboard.lesson.rendering;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Renders on a few platform threads of its own, so that it takes no carrier from the virtual
 * threads that answer everybody else. A plain class; safe for threads.
 */
public final class RenderingPool implements AutoCloseable {

  /** A turn comes well within this. */
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  /** For marks within marks, as deep as {@link PageParser} lets them be. */
  private static final long STACK_BYTES = 1L << 20;

  private final Duration deadline;
  private final ThreadPoolExecutor threads;

  /**
   * @param threads that render at the same time
   * @param waiting that wait for one of them; more are refused
   * @param deadline for each, waiting included
   */
  public RenderingPool(int threads, int waiting, Duration deadline) {
    this.deadline = deadline;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("rendering-", 1).daemon().stackSize(STACK_BYTES).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Waits for what {@code work} gives.
   *
   * @throws Problem {@code busy} when too many wait already or no turn came before the deadline;
   *     {@code too-slow} when the deadline passed at work, which is interrupted then
   */
  public <T> T call(Callable<T> work) {
    var begun = new Begun<>(work);
    var task = new FutureTask<>(begun);
    try {
      threads.execute(task);
      return task.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw busy();
    } catch (TimeoutException e) {
      task.cancel(true);
      threads.remove(task);
      throw begun.hasBegun
          ? new Problem(ProblemCode.TOO_SLOW, ProblemCode.TOO_SLOW.title())
          : busy();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /** How many wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  private static Problem busy() {
    return new Problem(ProblemCode.BUSY, "This host renders as many pages as it can", COME_BACK);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static final class Begun<T> implements Callable<T> {

    private final Callable<T> work;
    private volatile boolean hasBegun;

    Begun(Callable<T> work) {
      this.work = work;
    }

    @Override
    public T call() throws Exception {
      hasBegun = true;
      return work.call();
    }
  }
}
