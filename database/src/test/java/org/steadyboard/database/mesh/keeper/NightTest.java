package org.steadyboard.database.mesh.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NightTest {

  private static final Instant EVENING = Instant.parse("2026-01-05T20:00:00Z");

  @Test
  void comesOnceBetweenOneAndTwoInTheMorning() {
    for (var peer : IntStream.range(0, 50).mapToObj(n -> "p" + n).toList()) {
      var night = new Night("a", peer);
      var moments = 0;
      var last = EVENING;
      for (var now = EVENING; now.isBefore(EVENING.plus(Duration.ofDays(3))); ) {
        now = now.plus(Duration.ofMinutes(1));
        if (night.isBetween(last, now)) {
          moments++;
          assertThat(now.toString()).matches(".*T0(1:..|2:00):.*");
          last = now;
        }
      }
      assertThat(moments).as(peer).isEqualTo(3);
    }
  }

  @Test
  void isNotMissedByAHostThatSleptThroughIt() {
    assertThat(new Night("a", "b").isBetween(EVENING, EVENING.plus(Duration.ofHours(40)))).isTrue();
    assertThat(new Night("a", "b").isBetween(EVENING, EVENING.plus(Duration.ofHours(2)))).isFalse();
  }

  @Test
  void isNotTheSameForAllPairs() {
    var moment = EVENING.plus(Duration.ofHours(5)).plus(Duration.ofMinutes(30));
    assertThat(
            IntStream.range(0, 100)
                .filter(n -> new Night("a", "p" + n).isBetween(EVENING, moment))
                .count())
        .isBetween(20L, 80L);
  }
}
