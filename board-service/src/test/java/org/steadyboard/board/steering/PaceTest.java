package org.steadyboard.board.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private long now = -7;
  private final Pace pace = new Pace(500, 10, now);

  @Test
  void aQuietMomentLetsSeveralFollowOnEachOtherAtOnce() {
    for (var i = 0; i < 10; i++) {
      assertThat(pace.untilNext(now)).isZero();
      pace.starts(now);
    }
    assertThat(pace.untilNext(now)).isEqualTo(Duration.ofMillis(2));
    now += 2 * MILLI;
    assertThat(pace.untilNext(now)).isZero();
  }

  @Test
  void aLongQuietIsNotSavedUp() {
    now += Duration.ofHours(1).toNanos();
    for (var i = 0; i < 10; i++) {
      pace.starts(now);
    }
    assertThat(pace.untilNext(now)).isPositive();
  }

  @Test
  void theirNumberASecondIsBoundedHoweverManyWouldStart() {
    var started = 0;
    for (var second = 1; second <= 5; second++) {
      for (var tick = 0; tick < 10_000; tick++) {
        now += MILLI / 10;
        if (pace.untilNext(now).isZero()) {
          pace.starts(now);
          started++;
        }
      }
      assertThat(started).isBetween(second * 500, second * 500 + 10);
    }
  }
}
