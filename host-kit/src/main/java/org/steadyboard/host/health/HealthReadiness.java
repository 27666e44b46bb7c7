package org.steadyboard.host.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The readiness of a service is what was judged of its host: asking for it waits for nothing. */
@Readiness
@ApplicationScoped
public class HealthReadiness implements HealthCheck {

  private final HostHealth health;

  public HealthReadiness(HostHealth health) {
    this.health = health;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("host").status(health.isServing());
    health
        .reasons()
        .forEach(trouble -> answer.withData(trouble.problem().code(), trouble.problem().title()));
    return answer.build();
  }
}
