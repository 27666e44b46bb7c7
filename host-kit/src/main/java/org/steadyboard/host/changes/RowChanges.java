package org.steadyboard.host.changes;

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
  private volatile RowChangeListener listener;

  public RowChanges(
      @All List<RowChangeHandler> handlers,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.handlers = handlers;
    dataSource.setUrl(url);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    dataSource.setConnectTimeout(2);
    dataSource.setTcpKeepAlive(true);
    dataSource.setApplicationName("row-changes");
  }

  void start(@Observes SchemaReady ready) {
    listener = new RowChangeListener(this::connect, handlers);
  }

  void stop(@Observes ShutdownEvent event) {
    if (listener != null) {
      listener.close();
    }
  }

  public boolean isListening() {
    return listener != null && listener.isListening();
  }

  private Connection connect() throws SQLException {
    return dataSource.getConnection();
  }
}
