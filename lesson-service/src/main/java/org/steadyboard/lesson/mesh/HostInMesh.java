package org.steadyboard.lesson.mesh;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.MeshKeeper;
import org.steadyboard.database.mesh.PeerStatus;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.settings.HostSettings;

/**
 * Keeps this host in the mesh, on a thread of its own; no request waits for it. Without peers it
 * does nothing.
 */
@ApplicationScoped
public class HostInMesh {

  private static final Logger LOG = Logger.getLogger(HostInMesh.class);

  private final String id;
  private final MeshHost here;
  private final List<MeshHost> peers;
  private final MeshKeeper keeper;
  private final MeterRegistry meters;
  private final MeshNews news = new MeshNews();
  private final Map<String, PeerStatus> statuses = new ConcurrentHashMap<>();
  private Thread thread;

  public HostInMesh(
      HostSettings host, ReplicationSettings settings, Clock clock, MeterRegistry meters) {
    this.id = host.id();
    var password = settings.password().orElse("");
    this.here = PeerAddress.host(id, settings.databaseUrl(), password);
    this.peers =
        settings.peers().orElse(List.of()).stream()
            .map(p -> PeerAddress.peer(p, password))
            .toList();
    this.keeper = new MeshKeeper(here, peers, settings.compareEvery(), clock, new Random());
    this.meters = meters;
  }

  void start(@Observes SchemaReady ready) {
    if (!peers.isEmpty()) {
      peers.forEach(p -> measure(p.id(), meters));
      thread = Thread.ofPlatform().name("mesh-keeper").daemon().start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** As last seen; waits for nothing. */
  public ReplicationView view() {
    return new ReplicationView(
        id,
        keeper.watches().stream()
            .map(w -> ReplicationView.peer(w, Optional.ofNullable(statuses.get(w.peer()))))
            .toList());
  }

  /** Has all peers compared with and repaired from within seconds. */
  public void repairSoon() {
    keeper.repairNow();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        keeper.visit();
        for (var peer : peers) {
          statuses.put(peer.id(), PeerStatus.read(here, peer));
        }
      } catch (SQLException e) {
        // Our own database is away, which its readiness tells.
        statuses.clear();
      } catch (RuntimeException e) {
        LOG.error("The mesh was not looked after this time", e);
      }
      news.of(view().peers()).forEach(LOG::warn);
      try {
        Thread.sleep(MeshKeeper.VISIT_EVERY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void measure(String peer, MeterRegistry meters) {
    gauge("replication.waiting.bytes", peer, meters, p -> number(p.waitingBytes()));
    gauge("replication.clock.skew.millis", peer, meters, p -> number(p.clockSkewMillis()));
    gauge("replication.equal", peer, meters, p -> p.equal() ? 1 : 0);
    gauge("replication.reachable", peer, meters, p -> p.reachable() ? 1 : 0);
  }

  private void gauge(
      String name,
      String peer,
      MeterRegistry meters,
      ToDoubleFunction<ReplicationView.Peer> value) {
    Gauge.builder(
            name,
            () ->
                view().peers().stream()
                    .filter(p -> p.id().equals(peer))
                    .mapToDouble(value)
                    .findFirst()
                    .orElse(Double.NaN))
        .tag("peer", peer)
        .register(meters);
  }

  private static double number(Long value) {
    return value == null ? Double.NaN : value;
  }
}
