package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.host.session.SessionFacts.Verdict.ACCOUNT_UNKNOWN_YET;
import static org.steadyboard.host.session.SessionFacts.Verdict.IN;
import static org.steadyboard.host.session.SessionFacts.Verdict.OUT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.host.session.SessionFacts.Row;
import org.steadyboard.host.session.SessionFacts.Verdict;

class SessionFactsTest {

  private static final Instant ISSUED = Instant.parse("2026-01-05T08:30:00Z");
  private static final Optional<Row> NO_ROW = Optional.empty();
  private static final Optional<Row> LIVING = row(true, 3600);
  private static final KnownDecisions NONE = KnownDecisions.NONE;
  private static final KnownDecisions ONE_OF_A = decisions("a 1");

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("all is here", LIVING, false, true, NONE, NONE, 10, IN),
        Arguments.of("no row", NO_ROW, false, true, NONE, NONE, 10, IN),
        Arguments.of("no row, in its last second", NO_ROW, false, true, NONE, NONE, 43_199, IN),
        Arguments.of("no row, twelve hours on", NO_ROW, false, true, NONE, NONE, 43_200, OUT),
        Arguments.of("a row that slid on", row(true, 50_000), false, true, NONE, NONE, 43_200, IN),
        Arguments.of("a row that expired", LIVING, false, true, NONE, NONE, 3600, OUT),
        Arguments.of("another token's row", row(false, 3600), false, true, NONE, NONE, 10, OUT),
        Arguments.of("ended or disabled", LIVING, true, true, NONE, NONE, 10, OUT),
        Arguments.of("ended before its row came", NO_ROW, true, true, NONE, NONE, 10, OUT),
        Arguments.of("decided before", LIVING, false, true, ONE_OF_A, ONE_OF_A, 10, IN),
        Arguments.of("decided before, not here yet", LIVING, false, true, ONE_OF_A, NONE, 10, IN),
        Arguments.of("decided since, no row", NO_ROW, false, true, NONE, ONE_OF_A, 10, OUT),
        Arguments.of("decided since, a row", LIVING, false, true, NONE, ONE_OF_A, 10, OUT),
        Arguments.of("decided again", LIVING, false, true, ONE_OF_A, decisions("a 2"), 10, OUT),
        Arguments.of(
            "decided on two hosts", LIVING, false, true, decisions("b 1"), ONE_OF_A, 10, OUT),
        Arguments.of("both known", LIVING, false, true, decisions("a 1", "b 1"), ONE_OF_A, 10, IN),
        Arguments.of("no account", NO_ROW, false, false, NONE, NONE, 599, ACCOUNT_UNKNOWN_YET),
        Arguments.of("no account for long", NO_ROW, false, false, NONE, NONE, 600, OUT),
        Arguments.of("no account, ended", NO_ROW, true, false, NONE, NONE, 10, OUT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decides(
      String what,
      Optional<Row> row,
      boolean isOver,
      boolean knowsAccount,
      KnownDecisions knew,
      KnownDecisions decided,
      long secondsOn,
      Verdict verdict) {
    var facts = new SessionFacts(row, isOver, knowsAccount, decided);

    assertThat(facts.verdict(knew, ISSUED, ISSUED.plusSeconds(secondsOn))).isEqualTo(verdict);
  }

  private static Optional<Row> row(boolean sameToken, long seconds) {
    return Optional.of(new Row(sameToken, ISSUED.plusSeconds(seconds)));
  }

  private static KnownDecisions decisions(String... counts) {
    return KnownDecisions.of(List.of(counts));
  }
}
