package org.steadyboard.lesson.rendering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What rendering may take of a host. */
@ConfigMapping(prefix = "lesson.rendering")
public interface RenderingSettings {

  /** Pages that are rendered at the same time. */
  @WithDefault("2")
  int threads();

  /** Pages that wait for their turn; more are refused. */
  @WithDefault("32")
  int waiting();

  /** Of those two, the most that may be previews: who saves comes first. */
  @WithDefault("4")
  int previews();

  /** For one page, waiting included. */
  @WithDefault("10s")
  Duration deadline();
}
