package org.steadyboard.host.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How a service looks after its host's health. */
@ConfigMapping(prefix = "host.health")
public interface HealthSettings {

  /** Whose pulse it is, such as {@code board}; the same in all releases. */
  String service();

  /** The tables that must take writes, as {@code schema.table}. */
  List<String> tables();

  /** How long silence is borne before this host says that it is in trouble. */
  @WithDefault("1.5S")
  Duration patience();

  /** Between two looks at the database. */
  @WithDefault("0.5S")
  Duration lookEvery();

  /** Between two beats of the pulse, while all is well. */
  @WithDefault("1S")
  Duration beatEvery();
}
