package org.steadyboard.host.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.settings.HostSettings;

/** Looks after the health of this host for as long as its service runs. */
@ApplicationScoped
public class HealthWatch {

  private final HostHealth health;
  private final Watching watching;

  public HealthWatch(
      HealthSettings settings,
      HostSettings host,
      HostHealth health,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.health = health;
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    // Longer than any patience: what takes so long is given up and tried anew.
    dataSource.setConnectTimeout(2);
    dataSource.setSocketTimeout(3);
    dataSource.setTcpKeepAlive(true);
    dataSource.setApplicationName("health");
    this.watching =
        new Watching(
            health,
            dataSource::getConnection,
            new Pulse(host.id(), settings.service()),
            settings.tables(),
            new Watching.Times(settings.lookEvery(), settings.beatEvery(), settings.patience()),
            meters);
  }

  void probe(@Observes SchemaReady ready) {
    watching.probe();
  }

  /** From here on browsers choose another host. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    health.drains();
  }

  void stop(@Observes ShutdownEvent event) {
    watching.close();
  }
}
