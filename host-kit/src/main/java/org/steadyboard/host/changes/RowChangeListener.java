package org.steadyboard.host.changes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Listens to the database for changed rows over a connection of its own, and makes that connection
 * anew when it breaks. After each (re)connection the handlers are told to read again, so a broken
 * connection delays changes but loses none.
 *
 * <p>A plain class: {@link RowChanges} runs it in a service.
 */
public final class RowChangeListener implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RowChangeListener.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** How long silence is believed before the connection is tried out. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Callable<Connection> connections;
  private final List<? extends RowChangeHandler> handlers;
  private final Thread thread;
  private volatile boolean listening;
  private volatile boolean closed;

  /** Starts listening at once, on a thread of its own. */
  public RowChangeListener(
      Callable<Connection> connections, List<? extends RowChangeHandler> handlers) {
    this.connections = connections;
    this.handlers = List.copyOf(handlers);
    this.thread = Thread.ofPlatform().name("row-changes").daemon().start(this::run);
  }

  /** Whether changes are being heard now. */
  public boolean isListening() {
    return listening;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    var wait = Duration.ofMillis(50);
    while (!closed) {
      try (var connection = connections.call()) {
        listen(connection);
        wait = Duration.ofMillis(50);
        while (!closed) {
          hear(connection);
        }
      } catch (Exception e) {
        // Whatever broke (the network, the server, a handler), the cure is the same: connect again
        // and read again.
        if (!closed) {
          LOG.warnf("Row changes are not heard, connecting again in %d ms: %s", wait.toMillis(), e);
        }
      } finally {
        listening = false;
      }
      wait = pause(wait);
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
      if (!connection.isValid(2)) {
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

  private Duration pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      return wait;
    }
    var longer = wait.multipliedBy(2);
    return longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
  }
}
