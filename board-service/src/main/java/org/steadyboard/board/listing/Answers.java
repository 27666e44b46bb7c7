package org.steadyboard.board.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import org.steadyboard.board.loop.Attempt;
import org.steadyboard.host.error.DatabaseAway;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/** What the database answers, as the answer to a request. */
final class Answers {

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private Answers() {}

  static <T> Uni<T> within(Future<T> asked) {
    return Uni.createFrom()
        .completionStage(asked.toCompletionStage())
        .ifNoItem()
        .after(DEADLINE)
        .fail()
        .onFailure(Attempt::mayHelpAgain)
        .transform(Answers::away);
  }

  private static Problem away(Throwable failure) {
    return new Problem(
        ProblemCode.DATABASE_AWAY, ProblemCode.DATABASE_AWAY.title(), DatabaseAway.RETRY_AFTER);
  }
}
