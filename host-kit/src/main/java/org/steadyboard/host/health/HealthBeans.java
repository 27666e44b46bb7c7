package org.steadyboard.host.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one judge of a service. */
@ApplicationScoped
public class HealthBeans {

  @Produces
  @Singleton
  HostHealth health(HealthSettings settings) {
    return new HostHealth(System::nanoTime, settings.patience());
  }
}
