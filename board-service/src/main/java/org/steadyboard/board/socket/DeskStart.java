package org.steadyboard.board.socket;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.steadyboard.board.desk.Desk;
import org.steadyboard.board.desk.Desk.Place;
import org.steadyboard.board.desk.Desk.Pools;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.listing.BoardLines;
import org.steadyboard.board.loop.EventLoop;
import org.steadyboard.board.presence.HostsHeard;
import org.steadyboard.board.steering.CommitMeters;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.health.HostHealth;
import org.steadyboard.host.health.Trouble;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.host.work.Faults;

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
        new EventLoop(vertx, new Faults("desk", registry)),
        clock,
        new Pools(pool, unsynced),
        new Place(host.id(), host.slot()),
        limits,
        meters(registry));
  }

  @Produces
  @Singleton
  HostsHeard hostsHeard(Desk desk) {
    return desk.hosts();
  }

  @Produces
  @Singleton
  BoardLines boardLines(Desk desk) {
    return desk.lines();
  }

  @Produces
  @Singleton
  RowChangeHandler rowChanges(Desk desk) {
    return desk.rowChanges();
  }

  void start(@Observes StartupEvent event, Desk desk, HostHealth health) {
    desk.start();
    health.alsoAsk(() -> desk.isStuck() ? Optional.of(Trouble.STUCK) : Optional.empty());
    health.onChange(troubles -> desk.isInTrouble(worst(troubles)));
  }

  /** What clients are told: of a stop they hear by {@code moveTo}. */
  private static ProblemCode worst(Set<Trouble> troubles) {
    return troubles.stream()
        .filter(trouble -> trouble != Trouble.DRAINING)
        .findFirst()
        .map(Trouble::problem)
        .orElse(null);
  }

  /**
   * While the sockets are still open: once Quarkus has fired ShutdownEvent they are closed, and
   * nobody can be told any more. So {@code quarkus.shutdown.delay-enabled} must be on.
   */
  void stop(
      @Observes @Priority(BEFORE_ALL_ELSE) ShutdownDelayInitiatedEvent event,
      Desk desk,
      Sockets sockets,
      HostSettings host,
      Limits limits) {
    sockets.drains();
    // Beyond that something hangs, and we go.
    var atMost =
        limits.changeWithin().plus(limits.drainGrace()).plus(limits.drainSpread()).plusSeconds(1);
    var peers = host.peers().orElse(List.of());
    // Who has nowhere else to go waits best where the connection is closed: it comes back as soon
    // as we do.
    var grace = peers.isEmpty() ? Duration.ZERO : limits.drainGrace();
    try {
      desk.drain(moveTo(peers), grace)
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
   */
  static String moveTo(List<Peer> peers) {
    return peers.size() == 1 ? peers.getFirst().id() : null;
  }

  private static CommitMeters meters(MeterRegistry registry) {
    var boards = DistributionSummary.builder("board.commit.boards").register(registry);
    var time = Timer.builder("board.commit.time").register(registry);
    var queue = new AtomicInteger();
    registry.gauge("board.changes.waiting", queue);
    var slow = registry.counter("board.commits.slow");
    return new CommitMeters() {
      /** One line in ten seconds tells an operator as much as a thousand. */
      private long toldNanos;

      @Override
      public void slow(int many, long nanos) {
        slow.increment();
        var now = System.nanoTime();
        if (toldNanos == 0 || now - toldNanos > TimeUnit.SECONDS.toNanos(10)) {
          toldNanos = now;
          LOG.warnf("Writing the stages of %d boards took %d ms", many, nanos / 1_000_000);
        }
      }

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
