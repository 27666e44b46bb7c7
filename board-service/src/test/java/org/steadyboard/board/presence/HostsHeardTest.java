package org.steadyboard.board.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostsHeardTest {

  private long now = 5_000_000_000L;
  private final HostsHeard hosts = new HostsHeard("a", Duration.ofSeconds(7), () -> now);

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void aHostIsSilentWhenNothingCameForThatLong() {
    hosts.heard("b");
    pass(6_999);
    assertThat(hosts.isAlive("b")).isTrue();
    assertThat(hosts.changed()).isEmpty();
    pass(1);
    assertThat(hosts.isAlive("b")).isFalse();
    assertThat(hosts.changed()).containsExactly("b");
    assertThat(hosts.changed()).isEmpty();

    hosts.heard("b");
    assertThat(hosts.isAlive("b")).isTrue();
    assertThat(hosts.changed()).containsExactly("b");
  }

  @Test
  void aHostThatIsKnownByOldRowsOnlyHasTheSamePatienceFromTheStart() {
    pass(3_000);
    assertThat(hosts.isAlive("c")).isTrue();
    pass(4_000);
    assertThat(hosts.isAlive("c")).isFalse();
    assertThat(hosts.changed()).containsExactly("c");
  }

  @Test
  void thisHostIsNeverSilent() {
    pass(60_000);
    assertThat(hosts.isAlive("a")).isTrue();
    assertThat(hosts.changed()).isEmpty();
  }
}
