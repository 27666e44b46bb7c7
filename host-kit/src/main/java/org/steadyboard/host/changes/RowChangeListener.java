package org.steadyboard.host.changes;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.steadyboard.host.work.Pace;
import org.steadyboard.host.work.Worker;

/**
 * Listens to the database for changed rows over a connection of its own, and makes that connection
 * anew when it breaks. After each (re)connection the handlers are told to read again, so a broken
 * connection delays changes but loses none.
 *
 * <p>A plain class: {@link RowChanges} runs it in a service.
 */
public final class RowChangeListener implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RowChangeListener.class);

  /** Connecting again is cheap, and until then nothing is heard. */
  private static final Pace PACE =
      new Pace(Duration.ZERO, Duration.ofMillis(50), Duration.ofSeconds(1));

  /** How long silence is believed before the connection is tried out: pulses come every second. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Callable<Connection> connections;
  private final List<? extends RowChangeHandler> handlers;
  private final Worker worker;
  private volatile Connection connection;
  private volatile boolean listening;

  /** Starts listening at once, on a thread of its own. */
  public RowChangeListener(
      Callable<Connection> connections,
      List<? extends RowChangeHandler> handlers,
      MeterRegistry meters) {
    this.connections = connections;
    this.handlers = List.copyOf(handlers);
    this.worker =
        new Worker("row-changes", PACE, Set.of(SQLException.class), meters, this::hear).start();
  }

  /** Whether changes are being heard now. */
  public boolean isListening() {
    return listening;
  }

  /** Ends the connection too: what waits on it can be ended in no other way. */
  @Override
  public void close() {
    worker.close();
    drop();
  }

  /**
   * One run: listens, when it does not, and hears what comes within a while. Whatever breaks (the
   * network, the server, a handler), the cure is the same: to connect and read again. A run that
   * goes well forgives the ones that failed, so that a break of now is mended at once.
   */
  private void hear() throws Exception {
    try {
      var open = connection;
      if (open == null) {
        open = connections.call();
        connection = open;
        listen(open);
      }
      hear(open);
    } catch (Exception e) {
      drop();
      if (listening) {
        listening = false;
        handlers.forEach(RowChangeHandler::stopsHearing);
      }
      throw e;
    }
  }

  private void drop() {
    var old = connection;
    connection = null;
    if (old != null) {
      try {
        old.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debugf("A connection could not be ended: %s", e);
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    var tables = new TreeSet<String>();
    handlers.forEach(h -> tables.addAll(h.tables()));
    try (var statement = connection.createStatement()) {
      for (var table : tables) {
        statement.execute("listen \"" + table.replace("\"", "") + "\"");
      }
    }
    listening = true;
    handlers.forEach(RowChangeHandler::readAgain);
  }

  private void hear(Connection connection) throws SQLException {
    var notifications =
        connection.unwrap(PGConnection.class).getNotifications((int) SILENCE.toMillis());
    if (notifications == null || notifications.length == 0) {
      if (!connection.isValid(1)) {
        throw new SQLException("the connection is dead");
      }
      return;
    }
    for (var notification : notifications) {
      RowChange.parse(notification.getName(), notification.getParameter()).ifPresent(this::tell);
    }
  }

  private void tell(RowChange change) {
    for (var handler : handlers) {
      if (handler.tables().contains(change.table())) {
        handler.changed(change);
      }
    }
  }
}
