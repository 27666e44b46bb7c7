package org.steadyboard.board.loop;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.steadyboard.host.error.DatabaseState;
import org.steadyboard.host.error.ProblemCode;

/** Something asked of the database that answers on the loop, once, within a deadline. */
public final class Attempt {

  private Attempt() {}

  /**
   * Hands the outcome of {@code asked} to {@code then} on the loop; a failure with {@link
   * TimeoutException} when none came within {@code deadline}. What comes later is not told. That
   * asking itself fails is an outcome too.
   */
  public static <T> void on(
      Loop loop, Duration deadline, Supplier<Future<T>> asked, Handler<AsyncResult<T>> then) {
    var once = new Once<>(then);
    asked(asked).onComplete(result -> loop.execute(() -> once.tell(result)));
    loop.after(
        deadline,
        () -> once.tell(Future.failedFuture(new TimeoutException("no answer in " + deadline))));
  }

  private static <T> Future<T> asked(Supplier<Future<T>> asked) {
    try {
      return asked.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * What the failure of a statement means for whoever asked. {@code internal}: the statement itself
   * was refused, or we are at fault, and saying it again would change nothing; everything else lies
   * in the state of the database, and may be said again. PostgreSQL's documentation, appendix A.
   */
  public static ProblemCode meaning(Throwable failure) {
    if (failure instanceof PgException refused) {
      return meaning(refused.getSqlState());
    }
    return isOfConnection(failure) ? ProblemCode.DATABASE_AWAY : ProblemCode.INTERNAL;
  }

  /** Whether saying it again may help: the database is away, is not prepared yet, or full. */
  public static boolean mayHelpAgain(Throwable failure) {
    return meaning(failure) != ProblemCode.INTERNAL;
  }

  private static ProblemCode meaning(String state) {
    return state == null
        ? ProblemCode.DATABASE_AWAY
        : DatabaseState.of(state).orElse(ProblemCode.INTERNAL);
  }

  /**
   * The client's ways to say that there is no connection, or none in time. One that is asked while
   * it closes says so in words alone, which Vert.x makes a NoStackTraceThrowable of.
   */
  private static boolean isOfConnection(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof IOException
        || failure instanceof VertxException
        || failure instanceof NoStackTraceThrowable;
  }

  private static final class Once<T> {
    private Handler<AsyncResult<T>> then;

    Once(Handler<AsyncResult<T>> then) {
      this.then = then;
    }

    void tell(AsyncResult<T> result) {
      if (then != null) {
        var told = then;
        then = null;
        told.handle(result);
      }
    }
  }
}
