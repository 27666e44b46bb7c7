package org.steadyboard.board.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceTimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.host.error.ProblemCode;

class AttemptTest {

  /** PostgreSQL's documentation, appendix A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          53100 | full          | disk_full
          25006 | read-only     | read_only_sql_transaction
          55P03 | stuck         | lock_not_available
          57014 | stuck         | query_canceled
          08006 | database-away | connection_failure
          40001 | database-away | serialization_failure
          40P01 | database-away | deadlock_detected
          53300 | database-away | too_many_connections
          57P01 | database-away | admin_shutdown
          57P03 | database-away | cannot_connect_now
          42P01 | database-away | undefined_table
          42883 | database-away | undefined_function
          3F000 | database-away | invalid_schema_name
          23505 | internal      | unique_violation
          23514 | internal      | check_violation
          22P02 | internal      | invalid_text_representation
          42501 | internal      | insufficient_privilege
          42703 | internal      | undefined_column
          25P02 | internal      | in_failed_sql_transaction
          SB002 | internal      | our own
          """)
  void whatTheDatabaseSaysHasAMeaning(String state, String meaning, String name) {
    var refusal = new PgException(name, "ERROR", state, "");
    assertThat(Attempt.meaning(refusal).code()).as(name).isEqualTo(meaning);
    assertThat(Attempt.mayHelpAgain(refusal)).isEqualTo(!meaning.equals("internal"));
  }

  static List<Throwable> ofConnections() {
    return List.of(
        new ConnectException("refused"),
        new IOException("broken pipe"),
        ClosedConnectionException.INSTANCE,
        new VertxException("Connection is closed"),
        new NoStackTraceTimeoutException("no connection came free"),
        new TimeoutException("no answer"),
        Future.failedFuture("Connection is not active now, current status: CLOSING").cause(),
        new PgException("without a state", "FATAL", null, ""));
  }

  @ParameterizedTest
  @MethodSource("ofConnections")
  void withoutAConnectionTheDatabaseIsAway(Throwable failure) {
    assertThat(Attempt.meaning(failure)).isEqualTo(ProblemCode.DATABASE_AWAY);
  }

  static Stream<Throwable> ofOurs() {
    return Stream.of(
        new IllegalStateException("ours"),
        new NullPointerException(),
        new ClassCastException(),
        new IllegalArgumentException("not tools"));
  }

  @ParameterizedTest
  @MethodSource("ofOurs")
  void allElseIsOurs(Throwable failure) {
    assertThat(Attempt.meaning(failure)).isEqualTo(ProblemCode.INTERNAL);
    assertThat(Attempt.mayHelpAgain(failure)).isFalse();
  }

  @Test
  void itIsAnsweredOnceAndInTime() {
    var loop = new HandLoop();
    var answers = new ArrayList<String>();
    Attempt.on(
        loop,
        Duration.ofSeconds(1),
        () -> Future.succeededFuture("quick"),
        a -> answers.add(a.result()));
    var late = Promise.<String>promise();
    Attempt.on(
        loop,
        Duration.ofSeconds(1),
        late::future,
        a -> answers.add(a.cause().getClass().getSimpleName()));
    loop.runAll();
    loop.forward(Duration.ofSeconds(1));
    late.complete("late");
    loop.runAll();

    assertThat(answers).containsExactly("quick", "TimeoutException");
  }

  @Test
  void thatAskingItselfFailsIsAnAnswer() {
    var loop = new HandLoop();
    var answers = new ArrayList<Throwable>();
    var fault = new IllegalStateException();
    Attempt.<String>on(
        loop,
        Duration.ofSeconds(1),
        () -> {
          throw fault;
        },
        a -> answers.add(a.cause()));
    loop.runAll();
    assertThat(answers).containsExactly(fault);
  }
}
