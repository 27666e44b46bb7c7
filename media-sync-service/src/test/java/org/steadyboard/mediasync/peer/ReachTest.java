package org.steadyboard.mediasync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.steadyboard.testkit.SetClock;

class ReachTest {

  private final SetClock clock = new SetClock(Instant.parse("2026-03-01T08:30:00Z"));
  private final Reach reach = new Reach(clock, new Random(1));

  private void fail(int times) {
    for (var i = 0; i < times; i++) {
      clock.forward(Reach.LONGEST_WAIT);
      reach.failed("away");
    }
  }

  @Test
  void whoHasNotFailedMayBeAsked() {
    assertThat(reach.isOpen()).isTrue();
  }

  @Test
  void whoFailsIsLeftAloneForLongerEachTime() {
    reach.failed("away");
    assertThat(reach.untilNextTry()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));

    fail(1);
    assertThat(reach.untilNextTry()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));

    fail(50);
    assertThat(reach.untilNextTry()).isBetween(Duration.ofMillis(7_500), Duration.ofSeconds(15));
  }

  @Test
  void hostsDoNotComeBackAllAtOnce() {
    var other = new Reach(clock, new Random(2));
    reach.failed("away");
    other.failed("away");

    assertThat(reach.untilNextTry()).isNotEqualTo(other.untilNextTry());
  }

  @Test
  void failuresOfWhatWasAskedAtOnceAreOne() {
    for (var i = 0; i < 20; i++) {
      reach.failed("away");
    }

    assertThat(reach.untilNextTry()).isLessThanOrEqualTo(Reach.FIRST_WAIT);
  }

  @Test
  void anAnswerForgivesAll() {
    fail(10);
    reach.answered();

    assertThat(reach.isOpen()).isTrue();
    assertThat(reach.failure()).isEmpty();
    assertThat(reach.answeredAt()).contains(clock.instant());
  }

  @Test
  void whoIsHeardOfIsAskedSoon() {
    fail(10);
    reach.heard();

    assertThat(reach.untilNextTry()).isEqualTo(Reach.HEARD_WAIT);
    assertThat(reach.failure()).contains("away");
  }
}
