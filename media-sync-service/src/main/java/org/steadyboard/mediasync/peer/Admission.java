package org.steadyboard.mediasync.peer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Who may be connected to the listener for other hosts. A connection is a stranger's until a
 * request of it counted; strangers have little time, and make room for whoever comes next. Safe for
 * threads.
 */
final class Admission {

  private static final Logger LOG = Logger.getLogger(Admission.class);

  static final int MAX_CONNECTIONS = 64;

  /** From being connected to the end of the first request that counts. */
  static final Duration UNKNOWN_FOR = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Duration unknownFor;
  private final LinkedHashSet<HttpConnection> strangers = new LinkedHashSet<>();
  private final Set<HttpConnection> known = new HashSet<>();

  Admission(Vertx vertx, Duration unknownFor) {
    this.vertx = vertx;
    this.unknownFor = unknownFor;
  }

  void enter(HttpConnection connection) {
    connection.exceptionHandler(broken -> LOG.debugf("A peer broke off: %s", broken));
    connection.closeHandler(closed -> leave(connection));
    var tooMany = admit(connection);
    if (tooMany != null) {
      tooMany.close();
    }
    vertx.setTimer(
        unknownFor.toMillis(),
        late -> {
          if (isStranger(connection)) {
            connection.close();
          }
        });
  }

  /** Says which connection is to go for it, or null. */
  private synchronized HttpConnection admit(HttpConnection connection) {
    HttpConnection leaves = null;
    if (strangers.size() + known.size() >= MAX_CONNECTIONS) {
      if (strangers.isEmpty()) {
        return connection;
      }
      leaves = strangers.removeFirst();
    }
    strangers.add(connection);
    return leaves;
  }

  synchronized void known(HttpConnection connection) {
    if (strangers.remove(connection)) {
      known.add(connection);
    }
  }

  private synchronized boolean isStranger(HttpConnection connection) {
    return strangers.contains(connection);
  }

  private synchronized void leave(HttpConnection connection) {
    strangers.remove(connection);
    known.remove(connection);
  }
}
