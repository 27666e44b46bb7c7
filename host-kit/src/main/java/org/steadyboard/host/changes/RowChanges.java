package org.steadyboard.host.changes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;

/**
 * Runs one {@link RowChangeListener} for all handlers of this service, from the moment the schema
 * stands.
 */
@ApplicationScoped
public class RowChanges {

  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private final List<RowChangeHandler> handlers;
  private final MeterRegistry meters;
  private volatile RowChangeListener listener;

  public RowChanges(
      @All List<RowChangeHandler> handlers,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.handlers = handlers;
    this.meters = meters;
    dataSource.setUrl(url);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    dataSource.setConnectTimeout(2);
    dataSource.setTcpKeepAlive(true);
    dataSource.setApplicationName("row-changes");
    // Told that the server is no old one, the driver says this name when it signs in, not after it.
    dataSource.setAssumeMinServerVersion("18");
  }

  void start(@Observes SchemaReady ready) {
    listener = new RowChangeListener(this::connect, handlers, meters);
  }

  void stop(@Observes ShutdownEvent event) {
    if (listener != null) {
      listener.close();
    }
  }

  private Connection connect() throws SQLException {
    return dataSource.getConnection();
  }
}
