package org.steadyboard.board.limit;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The limits of this service without the framework. */
public final class TestLimits {

  private static final int BEFORE_DEFAULTS = 100;

  private TestLimits() {}

  public static Limits usual() {
    return with(Map.of());
  }

  /**
   * @param changed limits other than the usual ones, as "board.silence", "2S"
   */
  public static Limits with(Map<String, String> changed) {
    return new SmallRyeConfigBuilder()
        .withMapping(Limits.class)
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(changed, "test", BEFORE_DEFAULTS))
        .withConverter(Duration.class, BEFORE_DEFAULTS, new DurationConverter())
        .build()
        .getConfigMapping(Limits.class);
  }
}
