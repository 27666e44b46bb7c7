package org.steadyboard.board.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.limit.TestLimits;

class CodeSharesTest {

  private static final Instant MORNING = Instant.parse("2026-09-01T08:30:00Z");

  private final Limits limits = TestLimits.usual();
  private final CodeShares shares = new CodeShares(limits);

  @Test
  void aNetworkHasItsShareUntilItsCodesEnd() {
    assertThat(taken("school", 100, MORNING)).isEqualTo(100);
    assertThat(taken("school", 1_000, MORNING.plusSeconds(60)))
        .isEqualTo(limits.codesPerAddress() - 100);
    var ended = MORNING.plus(limits.codeLife());
    assertThat(taken("school", 1_000, ended.minusMillis(1))).isZero();
    assertThat(taken("school", 1_000, ended)).isEqualTo(100);
  }

  @Test
  void aFloodFromAHundredNetworksLeavesASchoolAllItNeeds() {
    for (var i = 0; i < 100; i++) {
      taken("flood " + i, 10_000, MORNING);
    }
    assertThat(taken("school", 100, MORNING)).isEqualTo(100);
  }

  @Test
  void whileMostAreTakenEveryNetworkStillHasAFew() {
    var given = 0;
    for (var i = 0; i < 1_000; i++) {
      given += taken("flood " + i, 1_000, MORNING);
    }
    assertThat(given).isBetween(limits.codesCrowded(), limits.maxCodes() - 1);
    assertThat(taken("school", 100, MORNING)).isEqualTo(limits.codesShare());
    assertThat(taken("flood 0", 1, MORNING)).isZero();
  }

  @Test
  void someAreNeverGiven() {
    var given = 0;
    for (var i = 0; i < 20_000; i++) {
      given += taken("flood " + i, 20, MORNING);
    }
    assertThat(given).isEqualTo(limits.maxCodes());
  }

  private int taken(String network, int wanted, Instant now) {
    return (int) IntStream.range(0, wanted).filter(i -> shares.take(network, now)).count();
  }
}
