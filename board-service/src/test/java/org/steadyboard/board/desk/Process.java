package org.steadyboard.board.desk;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.steadyboard.board.client.Eventually;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.loop.EventLoop;
import org.steadyboard.board.steering.CommitMeters;
import org.steadyboard.database.TestPostgres;
import org.steadyboard.host.changes.RowChangeListener;

/**
 * One board-service process without its sockets: a desk, its database connections, its listening.
 */
final class Process implements AutoCloseable {

  private static final CommitMeters NO_METERS =
      new CommitMeters() {
        @Override
        public void committed(int boards, long nanos) {}

        @Override
        public void queued(int changes) {}
      };

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final RowChangeListener listener;
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
    this.limits = limits(changed);
    var options =
        PgConnectOptions.fromUri(url)
            .setUser(TestPostgres.USER)
            .setPassword(TestPostgres.PASSWORD)
            .setCachePreparedStatements(true);
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(6))
            .connectingTo(options)
            .using(vertx)
            .build();
    this.desk =
        new Desk(new EventLoop(vertx), clock, pool, new Desk.Place(host, 0), limits, NO_METERS);
    DataSource dataSource = TestPostgres.service(url);
    this.listener = new RowChangeListener(dataSource::getConnection, List.of(desk.rowChanges()));
    desk.start();
    Eventually.holds("it listens", listener::isListening);
  }

  static Limits limits(Map<String, String> changed) {
    return new SmallRyeConfigBuilder()
        .withMapping(Limits.class)
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(changed, "test", 100))
        .withConverter(
            java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
        .build()
        .getConfigMapping(Limits.class);
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
    listener.close();
    pool.close();
    vertx.close();
  }
}
