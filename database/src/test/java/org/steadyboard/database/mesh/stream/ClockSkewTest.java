package org.steadyboard.database.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockSkewTest {

  @Test
  void thePeersTimeIsHeldAgainstTheMiddleOfTheRoundTrip() {
    var skew = ClockSkew.between(1_000_000, 1_250_000, 1_100_000);

    assertThat(skew.ahead()).isEqualTo(Duration.ofMillis(200));
    assertThat(skew.uncertainty()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void itAlarmsOnlyWhenTheSkewIsCertainlyAboveHalfASecond() {
    assertThat(ClockSkew.between(0, 501_000, 0).isAlarming()).isTrue();
    assertThat(ClockSkew.between(0, 500_000, 0).isAlarming()).isFalse();
    assertThat(ClockSkew.between(0, -501_000, 0).isAlarming()).isTrue();
    assertThat(ClockSkew.between(0, 651_000, 300_000).isAlarming())
        .as("a slow answer proves nothing")
        .isFalse();
  }
}
