package org.steadyboard.host.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.steadyboard.testkit.SetClock;

class WakefulnessTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final SetClock clock = new SetClock(Instant.parse("2026-11-25T08:30:00Z"));
  private final AtomicInteger woken = new AtomicInteger();
  private final Wakefulness wakefulness =
      new Wakefulness(nanos::get, clock, woken::incrementAndGet);

  @Test
  void whoLooksOftenEnoughDoesNotSleep() {
    for (var i = 0; i < 100; i++) {
      nanos.addAndGet(Duration.ofMillis(1499).toNanos());
      clock.forward(Duration.ofMillis(1499));
      assertThat(wakefulness.untilSettled()).isZero();
      assertThat(wakefulness.wasUnsettled(nanos.get())).isFalse();
    }
    assertThat(woken).hasValue(0);
  }

  @Test
  void howLongIsSleepMayBeSet() {
    var patient =
        new Wakefulness(nanos::get, clock, Duration.ofSeconds(10), woken::incrementAndGet);
    nanos.addAndGet(Duration.ofMillis(9999).toNanos());
    assertThat(patient.untilSettled()).isZero();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(patient.untilSettled()).isEqualTo(Duration.ofSeconds(1));
    assertThat(woken).hasValue(1);
  }

  @Test
  void aSlowStartIsNoSleep() {
    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
    clock.forward(Duration.ofSeconds(20));
    wakefulness.begin();
    assertThat(wakefulness.untilSettled()).isZero();
    assertThat(woken).hasValue(0);

    nanos.addAndGet(Duration.ofMillis(1500).toNanos());
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void settlesForASecondAfterBeingStopped() {
    var before = nanos.get();
    nanos.addAndGet(Duration.ofMillis(1500).toNanos());
    var waking = nanos.get();
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofSeconds(1));
    assertThat(woken).hasValue(1);
    assertThat(wakefulness.sleptSince(before)).isTrue();
    assertThat(wakefulness.sleptSince(waking)).isFalse();
    assertThat(wakefulness.wasUnsettled(waking)).isTrue();

    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofMillis(1));
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(wakefulness.untilSettled()).isZero();
    assertThat(wakefulness.wasUnsettled(nanos.get())).isFalse();
    assertThat(wakefulness.sleptSince(before)).isTrue();
    assertThat(woken).hasValue(1);
  }

  @Test
  void noticesThatItsMachineSleptThoughTheClockOfTheLoopStoodStill() {
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    clock.forward(Duration.ofHours(1));
    assertThat(wakefulness.untilSettled()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aClockThatIsSetBackIsNoSleep() {
    clock.forward(Duration.ofHours(-1));
    assertThat(wakefulness.untilSettled()).isZero();
  }
}
