package org.steadyboard.board.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void allowsABurstThenTheRate() {
    var limit = new RateLimit(50, 100, 0);
    assertThat(allowed(limit, 0, 150)).isEqualTo(100);
    assertThat(allowed(limit, SECOND, 150)).isEqualTo(50);
    assertThat(allowed(limit, SECOND + SECOND / 2, 150)).isEqualTo(25);
  }

  @Test
  void doesNotSaveMoreThanTheBurst() {
    var limit = new RateLimit(50, 100, 0);
    assertThat(allowed(limit, 3600 * SECOND, 500)).isEqualTo(100);
  }

  private static long allowed(RateLimit limit, long atNanos, int tries) {
    return IntStream.range(0, tries).filter(i -> limit.allows(atNanos)).count();
  }
}
