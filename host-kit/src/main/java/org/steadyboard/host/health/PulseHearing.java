package org.steadyboard.host.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.settings.HostSettings;

/** Hears this service's own pulse, which shows that it hears at all. */
@ApplicationScoped
public class PulseHearing implements RowChangeHandler {

  public static final String TABLE = "host.pulse";

  private final HostHealth health;
  private final UUID own;

  public PulseHearing(HostHealth health, HealthSettings settings, HostSettings host) {
    this.health = health;
    this.own = new Pulse(host.id(), settings.service()).id();
  }

  @Override
  public Set<String> tables() {
    return Set.of(TABLE);
  }

  @Override
  public void changed(RowChange change) {
    if (change.id().equals(own)) {
      health.heard();
    }
  }

  @Override
  public void readAgain() {}
}
