package org.steadyboard.mediasync.mesh;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.keeper.MeshKeeper;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.host.work.Faults;
import org.steadyboard.host.work.Pace;
import org.steadyboard.host.work.Worker;

/**
 * Keeps this host in the mesh, on a thread of its own; no request waits for it. Without peers it
 * does nothing.
 */
@ApplicationScoped
public class HostInMesh {

  private static final Logger LOG = Logger.getLogger(HostInMesh.class);

  /** What fails, fails quickly, and a peer that comes back is to be noticed soon. */
  private static final Pace PACE =
      new Pace(MeshKeeper.VISIT_EVERY, MeshKeeper.VISIT_EVERY, MeshKeeper.VISIT_EVERY);

  private final String id;
  private final MeshHost here;
  private final List<MeshHost> peers;
  private final MeshKeeper keeper;
  private final MeterRegistry meters;
  private final MeshNews news = new MeshNews();
  private final Map<String, PeerStatus> statuses = new ConcurrentHashMap<>();
  private final Worker worker;

  public HostInMesh(
      HostSettings host, ReplicationSettings settings, Clock clock, MeterRegistry meters) {
    this.id = host.id();
    var password = settings.password().orElse("");
    this.here = PeerAddress.host(id, URI.create(settings.databaseUrl()), password);
    this.peers =
        settings.peers().orElse(List.of()).stream()
            .map(p -> PeerAddress.host(p.id(), p.url(), password))
            .toList();
    var faults = new Faults("mesh-visit", meters);
    this.keeper =
        new MeshKeeper(here, peers, settings.compareEvery(), clock, new Random(), faults::tell);
    this.meters = meters;
    this.worker = new Worker("mesh-keeper", PACE, Set.of(SQLException.class), meters, this::run);
  }

  void start(@Observes SchemaReady ready) {
    if (!peers.isEmpty()) {
      peers.forEach(p -> measure(p.id(), meters));
      Gauge.builder("replication.own.clock.alarm", () -> view().ownClockAlarm() ? 1 : 0)
          .register(meters);
      worker.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    worker.close();
  }

  /** As last seen; waits for nothing. */
  public ReplicationView view() {
    return seen();
  }

  private ReplicationView seen() {
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

  private void run() throws SQLException, InterruptedException {
    try {
      keeper.visit();
      readStatuses();
    } finally {
      news.of(seen()).forEach(LOG::warn);
    }
  }

  /**
   * @throws SQLException when our own database is away; a peer that is away has a status too
   */
  private void readStatuses() throws SQLException {
    var read = new HashMap<String, PeerStatus>();
    try {
      for (var peer : peers) {
        read.put(peer.id(), PeerStatus.read(here, peer));
      }
    } finally {
      // What could not be read is not known.
      statuses.keySet().retainAll(read.keySet());
      statuses.putAll(read);
    }
  }

  private void measure(String peer, MeterRegistry meters) {
    gauge("replication.waiting.bytes", peer, meters, p -> number(p.waitingBytes()));
    gauge("replication.clock.skew.millis", peer, meters, p -> number(p.clockSkewMillis()));
    gauge("replication.equal", peer, meters, p -> p.equal() ? 1 : 0);
    gauge("replication.refused.rows", peer, meters, ReplicationView.Peer::refused);
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
