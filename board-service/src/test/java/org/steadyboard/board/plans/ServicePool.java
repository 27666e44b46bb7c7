package org.steadyboard.board.plans;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.steadyboard.testkit.TestPostgres;

/** One connection of board-service, with the settings of its application.properties. */
public final class ServicePool implements AutoCloseable {

  private static final String REACTIVE = "quarkus.datasource.reactive.";
  private static final String PROPERTY = REACTIVE + "additional-properties.";
  private static final long DEADLINE_SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;

  /**
   * @param url as {@code postgresql://127.0.0.1:port/name}
   */
  public ServicePool(String url) {
    this.pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(options(url))
            .using(vertx)
            .build();
  }

  private static PgConnectOptions options(String url) {
    var settings = new Properties();
    try (var file = ServicePool.class.getResourceAsStream("/application.properties")) {
      settings.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var options =
        PgConnectOptions.fromUri(url)
            .setUser(TestPostgres.USER)
            .setPassword(TestPostgres.PASSWORD)
            .setCachePreparedStatements(
                Boolean.parseBoolean(settings.getProperty(REACTIVE + "cache-prepared-statements")));
    for (var name : settings.stringPropertyNames()) {
      if (name.startsWith(PROPERTY)) {
        options.addProperty(name.substring(PROPERTY.length()), settings.getProperty(name));
      }
    }
    return options;
  }

  public Pool pool() {
    return pool;
  }

  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    pool.close();
    vertx.close();
  }
}
