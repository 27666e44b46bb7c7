package org.steadyboard.host.health;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.steadyboard.host.error.DatabaseState;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.health.HostHealth.Step;

/**
 * Tries the database out over a connection of its own, as a service uses it: does it take new
 * connections, does it answer, does it take a write, can the tables that matter be written to. The
 * write is the service's pulse (table {@code host.pulse}), so that peers know of this host whoever
 * is connected to it.
 *
 * <p>A plain class, used by one thread; closed by any.
 */
final class DatabaseProbe implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);

  private static final String BEAT =
      """
      insert into host.pulse (id, host, service, beat_at) values (?, ?, ?, ?)
      on conflict (id) do update set beat_at = excluded.beat_at, deleted_at = null
      """;

  /** Less than the patience, so that a lock that is held is known to be one. */
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(1);

  /** A look that takes longer goes on for nobody: it has long been told that it does. */
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(10);

  private static final Duration RENEWED_EVERY = Duration.ofSeconds(2);

  private final Callable<Connection> connections;
  private final HostHealth health;
  private final Pulse pulse;
  private final Duration beatEvery;
  private final Clock clock;
  private final LongSupplier nanos;
  private final String reach;
  private volatile Connection connection;
  private long openedNanos;
  private boolean beaten;
  private long beatNanos;
  private boolean logged;
  private volatile boolean closed;

  /**
   * @param beatEvery between two beats of the pulse
   * @param tables those that must take writes, as {@code schema.table}
   */
  DatabaseProbe(
      Callable<Connection> connections,
      HostHealth health,
      Pulse pulse,
      Duration beatEvery,
      List<String> tables,
      Clock clock,
      LongSupplier nanos) {
    this.connections = connections;
    this.health = health;
    this.pulse = pulse;
    this.beatEvery = beatEvery;
    this.clock = clock;
    this.nanos = nanos;
    this.reach = reach(tables);
  }

  /** One look, whose outcome the health is told. Never fails; may wait as long as its database. */
  void look() {
    try {
      health.begins(Step.ASKING);
      var open = open();
      try (var statement = open.createStatement()) {
        statement.execute("select 1");
        health.begins(Step.WRITING);
        beatIfDue(open);
        statement.execute(reach);
      }
      logged = false;
      health.succeeded();
    } catch (Exception e) {
      if (closed) {
        // What broke it is its own end.
        return;
      }
      health.failed(troubleOf(e), isLocked(e));
      logOnce(e);
      if (!isLocked(e)) {
        drop();
      }
    }
  }

  /** A database that takes no new connections fails bit by bit, as those that are open end. */
  private Connection open() throws Exception {
    var now = nanos.getAsLong();
    var open = connection;
    if (open == null || now - openedNanos > RENEWED_EVERY.toNanos()) {
      var fresh = opened();
      drop();
      open = fresh;
      connection = fresh;
      openedNanos = now;
    }
    return open;
  }

  private Connection opened() throws Exception {
    var opened = connections.call();
    try (Statement statement = opened.createStatement()) {
      statement.execute(
          "set lock_timeout = %d; set statement_timeout = %d"
              .formatted(LOCK_LIMIT.toMillis(), STATEMENT_LIMIT.toMillis()));
    }
    return opened;
  }

  private void beatIfDue(Connection open) throws SQLException {
    var now = nanos.getAsLong();
    if (beaten && now - beatNanos < beatEvery.toNanos()) {
      return;
    }
    try (var beat = open.prepareStatement(BEAT)) {
      beat.setObject(1, pulse.id());
      beat.setString(2, pulse.host());
      beat.setString(3, pulse.service());
      beat.setTimestamp(4, Timestamp.from(clock.instant()));
      beat.executeUpdate();
    }
    beaten = true;
    beatNanos = now;
    health.wrote();
  }

  /** The lock of a writer, taken and given back: it waits for whoever keeps writers out. */
  private static String reach(List<String> tables) {
    return tables.isEmpty()
        ? "select 1"
        : "do $$ begin lock table %s in row exclusive mode; end $$"
            .formatted(String.join(", ", tables));
  }

  /** What is no answer of a database, or none that we know, means that it is as good as away. */
  static Trouble troubleOf(Exception failure) {
    var state = failure instanceof SQLException sql ? sql.getSQLState() : null;
    var found = Optional.ofNullable(state).flatMap(DatabaseState::of);
    return switch (found.orElse(ProblemCode.DATABASE_AWAY)) {
      case FULL -> Trouble.FULL;
      case READ_ONLY -> Trouble.READ_ONLY;
      case STUCK -> Trouble.STUCK;
      default -> Trouble.DATABASE_AWAY;
    };
  }

  private static boolean isLocked(Exception failure) {
    return failure instanceof SQLException sql && "55P03".equals(sql.getSQLState());
  }

  private void logOnce(Exception failure) {
    if (!logged) {
      logged = true;
      var isExpected =
          failure instanceof SQLException sql
              && (sql.getCause() instanceof IOException || sql.getSQLState() != null);
      LOG.warn("This host cannot serve: " + failure, isExpected ? null : failure);
    }
  }

  /** Ends what it is at, too; that failure is nobody's news. */
  @Override
  public void close() {
    closed = true;
    drop();
  }

  /** Ends the connection without a word to the database, which may not be there to hear it. */
  private void drop() {
    var old = connection;
    connection = null;
    if (old != null) {
      try {
        old.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debugf("A connection could not be closed: %s", e);
      }
    }
  }
}
