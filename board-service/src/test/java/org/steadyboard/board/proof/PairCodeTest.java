package org.steadyboard.board.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PairCodeTest {

  @Test
  void beginsWithTheSlotAndAlwaysHasSixDigits() {
    var random = RandomGenerator.getDefault();
    for (var slot = 0; slot <= 9; slot++) {
      for (var i = 0; i < 1000; i++) {
        var code = PairCode.random(slot, Instant.EPOCH, random).digits();
        assertThat(code).matches(slot + "[0-9]{5}");
        assertThat(PairCode.isWellFormed(code)).isTrue();
      }
    }
  }

  @Test
  void otherTextsAreNoCodes() {
    for (var text : new String[] {"", "12345", "1234567", "12345a", "١٢٣٤٥٦", " 12345"}) {
      assertThat(PairCode.isWellFormed(text)).as(text).isFalse();
    }
  }
}
