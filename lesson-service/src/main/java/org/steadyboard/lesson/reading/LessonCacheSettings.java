package org.steadyboard.lesson.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the lessons is kept in memory. */
@ConfigMapping(prefix = "lesson.cache")
public interface LessonCacheSettings {

  /** 0: every lesson is read from the database each time. */
  @WithDefault("33554432")
  long maxBytes();
}
