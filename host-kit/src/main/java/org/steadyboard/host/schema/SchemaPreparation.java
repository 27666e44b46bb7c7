package org.steadyboard.host.schema;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.steadyboard.database.Schema;
import org.steadyboard.host.settings.HostSettings;

/**
 * Brings the database to this version while the service is already up, and again and again until it
 * is there: a service may start before its database. Until then the service is not ready. {@link
 * SchemaReady} is fired once, when it is done.
 */
@Readiness
@ApplicationScoped
public class SchemaPreparation implements HealthCheck {

  /** The schema stands: what reads the database when a service starts may begin. */
  public record SchemaReady() {}

  private static final Logger LOG = Logger.getLogger(SchemaPreparation.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Flyway flyway;
  private final DataSource dataSource;
  private final HostSettings host;
  private final Event<SchemaReady> ready;
  private volatile boolean done;
  private Thread thread;

  public SchemaPreparation(
      Flyway flyway, DataSource dataSource, HostSettings host, Event<SchemaReady> ready) {
    this.flyway = flyway;
    this.dataSource = dataSource;
    this.host = host;
    this.ready = ready;
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofPlatform().name("schema-preparation").daemon().start(this::prepare);
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  public boolean done() {
    return done;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("schema").status(done).build();
  }

  private void prepare() {
    var wait = FIRST_WAIT;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        flyway.migrate();
        Schema.claim(dataSource, host.id());
        done = true;
        ready.fire(new SchemaReady());
        return;
      } catch (FlywayException | SQLException e) {
        LOG.warnf(
            "The schema is not ready yet, trying again in %d ms: %s",
            wait.toMillis(), e.getMessage());
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        return;
      }
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }
}
