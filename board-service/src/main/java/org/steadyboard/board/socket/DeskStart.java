package org.steadyboard.board.socket;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.steadyboard.board.desk.Desk;
import org.steadyboard.board.desk.Desk.Place;
import org.steadyboard.board.desk.Desk.Pools;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.loop.EventLoop;
import org.steadyboard.board.steering.CommitMeters;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.settings.HostSettings;

/** Starts the desk of this process, and stops it so that nobody waits in vain. */
@ApplicationScoped
public class DeskStart {

  private static final Logger LOG = Logger.getLogger(DeskStart.class);
  private static final int BEFORE_ALL_ELSE = 1;

  @Produces
  @Singleton
  Desk desk(
      Vertx vertx,
      Clock clock,
      Pool pool,
      @ReactiveDataSource("unsynced") Pool unsynced,
      HostSettings host,
      Limits limits,
      MeterRegistry registry) {
    return new Desk(
        new EventLoop(vertx),
        clock,
        new Pools(pool, unsynced),
        new Place(host.id(), host.slot()),
        limits,
        meters(registry));
  }

  @Produces
  @Singleton
  RowChangeHandler rowChanges(Desk desk) {
    return desk.rowChanges();
  }

  void start(@Observes StartupEvent event, Desk desk) {
    desk.start();
  }

  void stop(
      @Observes @Priority(BEFORE_ALL_ELSE) ShutdownEvent event,
      Desk desk,
      Sockets sockets,
      HostSettings host,
      Limits limits) {
    sockets.drains();
    // Twice the waiting for changes and the spread: beyond that something hangs, and we go.
    var atMost = limits.changeWithin().plus(limits.drainSpread()).plusSeconds(1);
    try {
      desk.drain(moveTo(host.peers().orElse(List.of())))
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      LOG.warnf("Not all connections were told of the stop: %s", e);
    }
  }

  /**
   * Where clients are to go when this host is stopped: the other host where there is just one, else
   * null. All clients at one of several peers would be too many there, and the browser knows better
   * which of them answer.
   *
   * @param peers as in HOST_PEERS, {@code id=address} each
   */
  static String moveTo(List<String> peers) {
    return peers.size() == 1 ? peers.getFirst().split("=", 2)[0] : null;
  }

  private static CommitMeters meters(MeterRegistry registry) {
    var boards = DistributionSummary.builder("board.commit.boards").register(registry);
    var time = Timer.builder("board.commit.time").register(registry);
    var queue = new AtomicInteger();
    registry.gauge("board.changes.waiting", queue);
    return new CommitMeters() {
      @Override
      public void committed(int many, long nanos) {
        boards.record(many);
        time.record(nanos, TimeUnit.NANOSECONDS);
      }

      @Override
      public void queued(int changes) {
        queue.set(changes);
      }
    };
  }
}
