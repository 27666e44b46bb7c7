package org.steadyboard.board.desk;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.limit.TestLimits;
import org.steadyboard.board.loop.EventLoop;
import org.steadyboard.board.steering.NoMeters;
import org.steadyboard.host.changes.RowChangeListener;
import org.steadyboard.host.health.HostHealth;
import org.steadyboard.host.health.Pulse;
import org.steadyboard.host.health.Watching;
import org.steadyboard.host.work.Faults;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.TestPostgres;

/**
 * One board-service process without its sockets: a desk, its database connections, its listening.
 */
final class Process implements AutoCloseable {

  private static final Duration BEAT_EVERY = Duration.ofMillis(500);

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final Pool unsynced;
  private final RowChangeListener listener;
  private final Watching heart;
  private final Desk desk;
  private final Limits limits;

  /**
   * @param url as {@code postgresql://127.0.0.1:port/name}
   * @param changed limits other than the usual ones, as "board.silence", "2S"
   */
  Process(String url, Clock clock, Map<String, String> changed) {
    this(url, clock, changed, "a");
  }

  Process(String url, Clock clock, Map<String, String> changed, String host) {
    this(url, clock, changed, new Desk.Place(host, 0));
  }

  Process(String url, Clock clock, Map<String, String> changed, Desk.Place place) {
    this.limits = TestLimits.with(changed);
    var options =
        PgConnectOptions.fromUri(url)
            .setUser(TestPostgres.USER)
            .setPassword(TestPostgres.PASSWORD)
            .setCachePreparedStatements(true);
    this.pool = pool(options, 6);
    this.unsynced = pool(new PgConnectOptions(options).addProperty("synchronous_commit", "off"), 1);
    this.desk =
        new Desk(
            new EventLoop(vertx, new Faults("test", new SimpleMeterRegistry())),
            clock,
            new Desk.Pools(pool, unsynced),
            place,
            limits,
            new NoMeters());
    DataSource dataSource = TestPostgres.service(url);
    this.listener =
        new RowChangeListener(
            dataSource::getConnection, List.of(desk.rowChanges()), new SimpleMeterRegistry());
    desk.start();
    this.heart =
        new Watching(
                new HostHealth(System::nanoTime, Duration.ofMinutes(1)),
                dataSource::getConnection,
                new Pulse(place.host(), "board"),
                List.of(),
                new Watching.Times(BEAT_EVERY, BEAT_EVERY, Duration.ofMinutes(1)),
                new SimpleMeterRegistry())
            .probe();
    Eventually.holds("it listens", listener::isListening);
  }

  private Pool pool(PgConnectOptions options, int size) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(size))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  Desk desk() {
    return desk;
  }

  Limits limits() {
    return limits;
  }

  boolean isListening() {
    return listener.isListening();
  }

  @Override
  public void close() {
    heart.close();
    listener.close();
    pool.close();
    unsynced.close();
    vertx.close();
  }
}
