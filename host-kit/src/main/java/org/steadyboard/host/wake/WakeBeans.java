package org.steadyboard.host.wake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * How awake this process is, for what comes by HTTP. By the machine's own clocks, which no test
 * sets.
 */
@ApplicationScoped
public class WakeBeans {

  @Produces
  @Singleton
  Wakefulness wakefulness(WakeSettings settings) {
    return new Wakefulness(System::nanoTime, Clock.systemUTC(), settings.sleep(), () -> {});
  }
}
