package org.steadyboard.board.loop;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Something asked of the database that answers on the loop, once, within a deadline. */
public final class Attempt {

  private Attempt() {}

  /**
   * Hands the outcome of {@code asked} to {@code then} on the loop; a failure with {@link
   * TimeoutException} when none came within {@code deadline}. What comes later is not told.
   */
  public static <T> void on(
      Loop loop, Duration deadline, Future<T> asked, Handler<AsyncResult<T>> then) {
    var once = new Once<>(then);
    asked.onComplete(result -> loop.execute(() -> once.tell(result)));
    loop.after(
        deadline,
        () -> once.tell(Future.failedFuture(new TimeoutException("no answer in " + deadline))));
  }

  /**
   * Whether saying it again may help: the database is away, is not prepared yet, or chose us to end
   * a deadlock. Otherwise the statement itself was refused. PostgreSQL's documentation, appendix A.
   */
  public static boolean mayHelpAgain(Throwable failure) {
    if (!(failure instanceof PgException refused)) {
      return true;
    }
    var state = refused.getSqlState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.equals("42P01")
        || state.equals("3F000");
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
