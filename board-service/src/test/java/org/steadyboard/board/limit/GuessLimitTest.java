package org.steadyboard.board.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.SetClock;

class GuessLimitTest {

  private final SetClock clock = new SetClock(Instant.parse("2026-11-24T08:30:00Z"));
  private final GuessLimit limit = new GuessLimit(5, Duration.ofMinutes(1), clock);

  @Test
  void fiveWrongGuessesAMinute() {
    for (var i = 0; i < 5; i++) {
      assertThat(limit.allows("a")).isTrue();
      limit.wrong("a");
      clock.forward(Duration.ofSeconds(10));
    }
    assertThat(limit.allows("a")).isFalse();
    assertThat(limit.allows("b")).isTrue();
    clock.forward(Duration.ofSeconds(9));
    assertThat(limit.allows("a")).isFalse();
    clock.forward(Duration.ofSeconds(1));
    assertThat(limit.allows("a")).as("the first guess is a minute old").isTrue();
    limit.wrong("a");
    assertThat(limit.allows("a")).isFalse();
  }

  @Test
  void whoGuessedLongAgoIsForgottenBeforeMemoryRunsOut() {
    limit.wrong("first");
    for (var i = 0; i < 20_000; i++) {
      limit.wrong("guesser " + i);
    }
    for (var i = 0; i < 4; i++) {
      limit.wrong("first");
    }
    assertThat(limit.allows("first")).isTrue();
    for (var i = 0; i < 4; i++) {
      limit.wrong("guesser 19999");
    }
    assertThat(limit.allows("guesser 19999")).isFalse();
  }
}
