package org.steadyboard.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.health.HostHealth.Step;

class HostHealthTest {

  private final AtomicLong nanos = new AtomicLong();
  private final HostHealth health = new HostHealth(nanos::get, Duration.ofMillis(1500));
  private final List<Set<Trouble>> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    health.onChange(told::add);
  }

  @Test
  void doesNotServeBeforeItWasEverWellAndSaysWhy() {
    health.judge();

    assertThat(health.isServing()).isFalse();
    assertThat(health.reasons()).containsExactly(Trouble.DATABASE_AWAY);
    assertThat(told)
        .as("who is connected is not sent away for a start that is under way")
        .isEmpty();

    good();
    health.judge();
    assertThat(health.isServing()).as("nothing was heard yet").isFalse();
    health.heard();
    health.judge();
    assertThat(health.isServing()).isTrue();
    assertThat(health.reasons()).isEmpty();
  }

  @Test
  void isInTroubleOnceAStepTakesLongerThanThePatience() {
    good();
    health.begins(Step.ASKING);
    pass(1400);
    assertThat(health.troubles()).isEmpty();
    pass(200);
    assertThat(health.troubles()).containsExactly(Trouble.DATABASE_AWAY);

    health.begins(Step.WRITING);
    health.judge();
    assertThat(health.troubles()).as("it is not well yet").containsExactly(Trouble.DATABASE_AWAY);
    pass(1600);
    assertThat(health.troubles()).containsExactly(Trouble.STUCK);
  }

  @Test
  void oneFailureIsABlipAndTwoAreTrouble() {
    good();
    health.heard();
    health.failed(Trouble.DATABASE_AWAY, false);
    health.judge();
    assertThat(health.isServing()).isTrue();
    health.failed(Trouble.DATABASE_AWAY, false);
    health.judge();
    assertThat(health.isServing()).isFalse();

    good();
    health.judge();
    assertThat(health.isServing()).as("one lucky answer moves nobody back").isFalse();
    good();
    health.judge();
    assertThat(health.isServing()).isTrue();
    assertThat(told).containsExactly(Set.of(Trouble.DATABASE_AWAY), Set.of());
  }

  @Test
  void aFailureThatTookItsTimeIsEnough() {
    good();
    health.failed(Trouble.STUCK, true);
    health.judge();
    assertThat(health.troubles()).containsExactly(Trouble.STUCK);
  }

  @Test
  void isDeafWhenItsOwnRowIsNotHeard() {
    good();
    health.wrote();
    pass(1000);
    health.wrote();
    pass(400);
    assertThat(health.troubles()).isEmpty();
    pass(200);
    assertThat(health.troubles()).containsExactly(Trouble.DEAF);
    health.heard();
    health.judge();
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void timeThatThisProcessSleptIsNobodysFault() {
    good();
    health.begins(Step.ASKING);
    health.wrote();
    health.judge();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    health.judge();
    assertThat(health.troubles()).isEmpty();
    pass(1600);
    assertThat(health.troubles()).containsExactly(Trouble.DATABASE_AWAY, Trouble.DEAF);
  }

  @Test
  void asksOthersToo() {
    var other = new AtomicReference<Optional<Trouble>>(Optional.empty());
    health.alsoAsk(other::get);
    good();
    health.heard();
    health.judge();
    assertThat(health.isServing()).isTrue();
    other.set(Optional.of(Trouble.STUCK));
    health.judge();
    assertThat(health.reasons()).containsExactly(Trouble.STUCK);
  }

  @Test
  void drainsForGood() {
    good();
    health.drains();
    assertThat(health.reasons()).containsExactly(Trouble.DRAINING);
    good();
    good();
    health.judge();
    assertThat(health.isServing()).isFalse();
  }

  private void good() {
    health.begins(Step.ASKING);
    health.succeeded();
  }

  /** Time passes in steps, as a process that is awake judges. */
  private void pass(int millis) {
    for (var i = 0; i < millis; i += 100) {
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
      health.judge();
    }
  }
}
