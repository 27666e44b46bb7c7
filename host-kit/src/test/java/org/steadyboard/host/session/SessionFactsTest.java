package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.host.session.SessionFacts.Verdict.ACCOUNT_UNKNOWN_YET;
import static org.steadyboard.host.session.SessionFacts.Verdict.IN;
import static org.steadyboard.host.session.SessionFacts.Verdict.OUT;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.host.session.SessionFacts.AccountRow;
import org.steadyboard.host.session.SessionFacts.Row;
import org.steadyboard.host.session.SessionFacts.Verdict;

class SessionFactsTest {

  private static final Instant ISSUED = Instant.parse("2026-01-05T08:30:00Z");
  private static final Optional<Row> NO_ROW = Optional.empty();
  private static final Optional<Row> LIVING = row(true, 3600);
  private static final Optional<AccountRow> FINE = Optional.of(new AccountRow(false));
  private static final Optional<AccountRow> BARRED = Optional.of(new AccountRow(true));
  private static final Optional<AccountRow> NO_ACCOUNT = Optional.empty();
  private static final Optional<Instant> NEVER = Optional.empty();

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("all is here", LIVING, false, FINE, NEVER, 10, IN),
        Arguments.of("no row", NO_ROW, false, FINE, NEVER, 10, IN),
        Arguments.of("no row, in its last second", NO_ROW, false, FINE, NEVER, 43_199, IN),
        Arguments.of("no row, twelve hours on", NO_ROW, false, FINE, NEVER, 43_200, OUT),
        Arguments.of("a row that slid on", row(true, 50_000), false, FINE, NEVER, 43_200, IN),
        Arguments.of("a row that expired", LIVING, false, FINE, NEVER, 3600, OUT),
        Arguments.of("another token's row", row(false, 3600), false, FINE, NEVER, 10, OUT),
        Arguments.of("ended", LIVING, true, FINE, NEVER, 10, OUT),
        Arguments.of("ended before its row came", NO_ROW, true, FINE, NEVER, 10, OUT),
        Arguments.of("disabled", LIVING, false, BARRED, NEVER, 10, OUT),
        Arguments.of("disabled, no row", NO_ROW, false, BARRED, NEVER, 10, OUT),
        Arguments.of("password of before", NO_ROW, false, FINE, changed(-1), 10, IN),
        Arguments.of("password of that second", NO_ROW, false, FINE, changed(0), 10, IN),
        Arguments.of("password of after, no row", NO_ROW, false, FINE, changed(1), 10, OUT),
        Arguments.of("password of after, a row", LIVING, false, FINE, changed(1), 10, OUT),
        Arguments.of("no account", NO_ROW, false, NO_ACCOUNT, NEVER, 599, ACCOUNT_UNKNOWN_YET),
        Arguments.of("no account for long", NO_ROW, false, NO_ACCOUNT, NEVER, 600, OUT),
        Arguments.of("no account, ended", NO_ROW, true, NO_ACCOUNT, NEVER, 10, OUT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decides(
      String what,
      Optional<Row> row,
      boolean ended,
      Optional<AccountRow> account,
      Optional<Instant> passwordChangedAt,
      long secondsOn,
      Verdict verdict) {
    var facts = new SessionFacts(row, ended, account, passwordChangedAt);

    assertThat(facts.verdict(ISSUED, ISSUED.plusSeconds(secondsOn))).isEqualTo(verdict);
  }

  private static Optional<Row> row(boolean sameToken, long seconds) {
    return Optional.of(new Row(sameToken, ISSUED.plusSeconds(seconds)));
  }

  /** So many seconds after the token was issued, and a half. */
  private static Optional<Instant> changed(long seconds) {
    return Optional.of(ISSUED.plusSeconds(seconds).plusMillis(500));
  }
}
