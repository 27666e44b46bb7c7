package org.steadyboard.board.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.SetClock;

class WakefulnessTest {

  private final HandLoop loop = new HandLoop();
  private final SetClock clock = new SetClock(Instant.parse("2026-11-25T08:30:00Z"));
  private final AtomicInteger woken = new AtomicInteger();
  private final Wakefulness wakefulness = new Wakefulness(loop, clock, woken::incrementAndGet);

  @Test
  void whoLooksOftenEnoughDoesNotSleep() {
    for (var i = 0; i < 100; i++) {
      loop.sleep(Duration.ofMillis(1499));
      clock.forward(Duration.ofMillis(1499));
      assertThat(wakefulness.untilSettled()).isZero();
      assertThat(wakefulness.wasUnsettled(loop.nanos())).isFalse();
    }
    assertThat(woken).hasValue(0);
  }

  @Test
  void settlesForASecondAfterBeingStopped() {
    var before = loop.nanos();
    loop.sleep(Duration.ofMillis(1500));
    var waking = loop.nanos();
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofSeconds(1));
    assertThat(woken).hasValue(1);
    assertThat(wakefulness.sleptSince(before)).isTrue();
    assertThat(wakefulness.sleptSince(waking)).isFalse();
    assertThat(wakefulness.wasUnsettled(waking)).isTrue();

    loop.sleep(Duration.ofMillis(999));
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofMillis(1));
    loop.sleep(Duration.ofMillis(1));
    assertThat(wakefulness.untilSettled()).isZero();
    assertThat(wakefulness.wasUnsettled(loop.nanos())).isFalse();
    assertThat(wakefulness.sleptSince(before)).isTrue();
    assertThat(woken).hasValue(1);
  }

  @Test
  void noticesThatItsMachineSleptThoughTheClockOfTheLoopStoodStill() {
    loop.sleep(Duration.ofMillis(1));
    clock.forward(Duration.ofHours(1));
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aClockThatIsSetBackIsNoSleep() {
    clock.forward(Duration.ofHours(-1));
    assertThat(wakefulness.untilSettled()).isZero();
  }
}
