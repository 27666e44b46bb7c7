package org.steadyboard.board.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The database is an answer that the test gives; the time of the loop is the test's too. */
class GatheringTest {

  /** Longer than the pause before a batch is tried again. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final HandLoop loop = new HandLoop();
  private final List<List<String>> asked = new ArrayList<>();
  private final Deque<Promise<Runnable>> answers = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final List<String> givenUp = new ArrayList<>();
  private final List<String> toldAway = new ArrayList<>();
  private final Set<String> unwanted = new HashSet<>();
  private final Gathering<String> gathering =
      new Gathering<>(
          "testing",
          loop,
          this::ask,
          item -> !unwanted.contains(item),
          (items, failure) -> givenUp.addAll(items),
          (Collection<String> waiting) -> toldAway.add(String.join(" ", waiting)));

  private Future<Runnable> ask(List<String> items) {
    asked.add(items);
    if (items.contains("throws")) {
      throw new IllegalStateException("before anything was asked");
    }
    var answer = Promise.<Runnable>promise();
    answers.add(answer);
    return answer.future();
  }

  private void works(Runnable then) {
    answers.remove().complete(then);
    loop.runAll();
  }

  private void fails(Throwable failure) {
    answers.remove().fail(failure);
    loop.runAll();
  }

  @Test
  void whatComesMeanwhileMakesTheNextBatchAndWhatWaitsTwiceIsDoneOnce() {
    gathering.add("a");
    gathering.addAll(List.of("b", "c", "b"));
    gathering.add("a");
    works(() -> done.add("first"));
    works(() -> done.add("second"));

    assertThat(asked).containsExactly(List.of("a"), List.of("b", "c", "a"));
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void anAnswerThatThrowsIsAFaultAndTheNextBatchBegins() {
    gathering.add("a");
    gathering.add("b");
    works(
        () -> {
          throw new IllegalStateException("in the answer");
        });
    works(() -> done.add("b"));

    assertThat(done).containsExactly("b");
    assertThat(loop.faults()).singleElement().hasToString(fault("in the answer"));
    assertThat(givenUp).isEmpty();
  }

  @Test
  void anErrorOfOursIsGivenUpAndToldAndNotTriedAgain() {
    gathering.add("a");
    fails(new IllegalStateException("all codes are in use"));
    loop.forward(Duration.ofMinutes(1));

    assertThat(asked).hasSize(1);
    assertThat(givenUp).containsExactly("a");
    assertThat(loop.faults()).singleElement().hasToString(fault("all codes are in use"));

    gathering.add("b");
    works(() -> done.add("b"));
    assertThat(done).containsExactly("b");
  }

  @Test
  void soIsOneThatIsThrownBeforeAnythingIsAsked() {
    gathering.add("throws");
    gathering.add("b");
    loop.runAll();
    works(() -> done.add("b"));

    assertThat(givenUp).containsExactly("throws");
    assertThat(loop.faults()).hasSize(1);
    assertThat(done).containsExactly("b");
  }

  @Test
  void soIsARefusedStatement() {
    gathering.add("a");
    gathering.add("b");
    fails(refusal("23514"));
    works(() -> done.add("b"));

    assertThat(asked).containsExactly(List.of("a"), List.of("b"));
    assertThat(givenUp).containsExactly("a");
    assertThat(loop.faults()).hasSize(1);
  }

  @Test
  void whileTheDatabaseIsAwayAllIsTriedAgainAndToldOfIt() {
    gathering.add("a");
    gathering.add("b");
    fails(new ConnectException("refused"));
    assertThat(asked).as("not at once").hasSize(1);
    loop.forward(PAUSE);
    fails(refusal("57P01"));
    loop.forward(PAUSE);
    works(() -> done.add("both"));

    assertThat(asked).containsExactly(List.of("a"), List.of("a", "b"), List.of("a", "b"));
    assertThat(toldAway).containsExactly("a b", "a b");
    assertThat(done).containsExactly("both");
    assertThat(loop.faults()).isEmpty();
    assertThat(givenUp).isEmpty();
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotAskedForAgain() {
    gathering.addAll(List.of("a", "b"));
    gathering.addAll(List.of("c", "d"));
    unwanted.addAll(Set.of("a", "d"));
    fails(new ConnectException("refused"));
    loop.forward(PAUSE);

    assertThat(asked).containsExactly(List.of("a", "b"), List.of("b", "c"));
  }

  @Test
  void withNobodyLeftItAsksForNothing() {
    gathering.add("a");
    unwanted.add("a");
    fails(new ConnectException("refused"));
    loop.forward(Duration.ofMinutes(1));

    assertThat(asked).hasSize(1);
    gathering.add("b");
    assertThat(asked).hasSize(2);
  }

  @Test
  void anAnswerThatDoesNotComeCountsAsAway() {
    gathering.add("a");
    loop.forward(Duration.ofSeconds(6));

    assertThat(asked).hasSize(2);
    assertThat(toldAway).containsExactly("a");
    works(() -> done.add("too late"));
    works(() -> done.add("a"));
    assertThat(done).containsExactly("a");
  }

  private static PgException refusal(String state) {
    return new PgException("refused", "ERROR", state, "");
  }

  private static String fault(String message) {
    return new IllegalStateException(message).toString();
  }
}
