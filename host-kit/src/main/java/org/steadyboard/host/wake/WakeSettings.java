package org.steadyboard.host.wake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a service takes itself for one that slept. */
@ConfigMapping(prefix = "host.wake")
public interface WakeSettings {

  /** Longer than this without a look is sleep: {@link Wakefulness#SLEEP}. */
  @WithDefault("1.5S")
  Duration sleep();
}
