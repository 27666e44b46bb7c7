package org.steadyboard.mediasync.upload;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Limits that a test reaches. */
final class SmallLimits {

  static final UploadLimits SMALL =
      new UploadLimits(6, 3, 4, 4_000_000, 10_000, Duration.ofMinutes(10), Duration.ofSeconds(2));

  private SmallLimits() {}

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  static UploadLimits limits() {
    return SMALL;
  }
}
