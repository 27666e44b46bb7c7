package org.steadyboard.host.schema;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jboss.logging.Logger;
import org.steadyboard.database.Schema;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.host.work.Pace;
import org.steadyboard.host.work.Worker;

/**
 * Brings the database to this version while the service is already up, and again and again until it
 * is there: a service may start before its database. Until then the service is not ready. {@link
 * SchemaReady} is fired once, when it is done.
 *
 * <p>A schema of a newer release will do: releases expand it first, and contract it later. One that
 * other migrations have made will not: the service ends.
 */
@Readiness
@ApplicationScoped
public class SchemaPreparation implements HealthCheck {

  /** The schema stands: what reads the database when a service starts may begin. */
  public record SchemaReady() {}

  private static final Pace PACE =
      new Pace(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(2));

  private static final Logger LOG = Logger.getLogger(SchemaPreparation.class);

  /** Exit status. */
  private static final int WRONG_SCHEMA = 1;

  private final Flyway flyway;
  private final DataSource dataSource;
  private final HostSettings host;
  private final Event<SchemaReady> ready;
  private volatile boolean done;
  private final Worker worker;

  public SchemaPreparation(
      Flyway flyway,
      DataSource dataSource,
      HostSettings host,
      Event<SchemaReady> ready,
      MeterRegistry meters) {
    this.flyway = flyway;
    this.dataSource = dataSource;
    this.host = host;
    this.ready = ready;
    this.worker =
        new Worker(
            "schema-preparation",
            PACE,
            Set.of(FlywayException.class, SQLException.class),
            meters,
            this::prepare);
  }

  void start(@Observes StartupEvent event) {
    worker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    worker.close();
  }

  public boolean done() {
    return done;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("schema").status(done).build();
  }

  private void prepare() throws SQLException {
    try {
      Schema.migrate(flyway).ifPresent(SchemaPreparation::warnOfNewer);
    } catch (FlywayValidateException otherHistory) {
      // It will be no other one tomorrow.
      LOG.errorf(
          "The schema was made by other migrations than those of this program, which has schema %s: %s",
          Schema.version(), difference(otherHistory));
      worker.end();
      Quarkus.asyncExit(WRONG_SCHEMA);
      return;
    }
    Schema.claim(dataSource, host.id());
    done = true;
    // Also when one who waited for it fails: the others were told, and are not told twice.
    worker.end();
    ready.fire(new SchemaReady());
  }

  private static void warnOfNewer(String found) {
    LOG.warnf(
        "The schema is of a newer release: it is at %s, and this program knows %s",
        found, Schema.version());
  }

  /** Flyway says what is wrong, then the first difference, then what one could do about it. */
  private static String difference(FlywayValidateException otherHistory) {
    return otherHistory.getMessage().lines().skip(1).findFirst().orElse("");
  }
}
