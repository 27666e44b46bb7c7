package org.steadyboard.localhosts.mesh;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.keeper.Rebuild;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.postgres.Database;

/**
 * The mesh of a set's databases, seen from the supervisor: it reaches each of them directly, while
 * they reach each other over the links.
 */
public record LocalMesh(List<HostPlace> places, Keys keys) {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  /** How long another one, such as a host's own mesh keeper, may be at the same stream. */
  private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(15);

  private static final Duration FILL_LIMIT = Duration.ofHours(1);

  /** Opens the streams from every other host to every host. */
  public void joinAll() throws InterruptedException {
    for (LinkPlace link : LinkPlace.between(places)) {
      subscribe(link);
    }
  }

  /** The streams between one host and these others, both ways, begun anew. */
  public void joinAnew(HostPlace fresh, List<HostPlace> peers) throws InterruptedException {
    for (HostPlace peer : peers) {
      try {
        // The peers' streams from the host that was there before lead nowhere.
        Mesh.leave(seen(new LinkPlace(peer, fresh)), seen(new LinkPlace(fresh, peer)));
      } catch (SQLException partly) {
        // What could not be dropped shows when it is made anew.
      }
      subscribe(new LinkPlace(fresh, peer));
      subscribe(new LinkPlace(peer, fresh));
    }
  }

  /** Lets the host {@code from} receive from the host that its link leads to. */
  private void subscribe(LinkPlace link) throws InterruptedException {
    Instant deadline = Instant.now().plus(SUBSCRIBE_LIMIT);
    while (true) {
      try {
        Mesh.subscribe(direct(link.from()), seen(link));
        return;
      } catch (SQLException e) {
        if (Instant.now().isAfter(deadline)) {
          throw CommandFailure.because(
              "host %s cannot receive from host %s: %s"
                  .formatted(link.from().name(), link.to().name(), firstLine(e)),
              e);
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  /** Returns when every host receives from every other one. */
  public void awaitReceiving(Duration limit) throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    for (LinkPlace link : LinkPlace.between(places)) {
      while (!isReceiving(link)) {
        if (Instant.now().isAfter(deadline)) {
          throw CommandFailure.because(
              "host %s does not receive from host %s after %d s (log: %s)"
                  .formatted(
                      link.from().name(),
                      link.to().name(),
                      limit.toSeconds(),
                      link.from().log(PartKind.POSTGRES)));
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  private boolean isReceiving(LinkPlace link) {
    try {
      return PeerStatus.read(direct(link.from()), direct(link.to())).receiving();
    } catch (SQLException notNow) {
      return false;
    }
  }

  /**
   * Brings what the peers have to a host that has nothing. Its streams must be open already; they
   * bring what is written from then on. A row that cannot be applied here is left to the keepers.
   *
   * @return rows that were fetched
   */
  public long fill(HostPlace fresh, List<HostPlace> peers) throws SQLException {
    Rebuild.Outcome outcome =
        Rebuild.fetch(direct(fresh), peers.stream().map(this::direct).toList(), FILL_LIMIT);
    if (!outcome.unreachable().isEmpty()) {
      throw new SQLException(
          outcome.unreachable().entrySet().stream()
              .map(peer -> "host " + peer.getKey() + ": " + peer.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (!outcome.last().values().stream().allMatch(Repair.Outcome::complete)) {
      throw new SQLException("there is more to fetch after " + FILL_LIMIT.toMinutes() + " min");
    }
    return outcome.fetched();
  }

  /** The names of a host's streams from the others. */
  public Set<String> subscriptions(HostPlace place) {
    return LinkPlace.of(place, places).stream()
        .map(link -> "from_" + link.to().name())
        .collect(Collectors.toSet());
  }

  /** A host's database, reached without a link. */
  public MeshHost direct(HostPlace place) {
    return host(place, port(place));
  }

  private MeshHost seen(LinkPlace link) {
    return host(link.to(), link.port());
  }

  private MeshHost host(HostPlace place, int portForPeers) {
    return new MeshHost(
        place.name(),
        new MeshHost.Address("127.0.0.1", port(place)),
        new MeshHost.Address("127.0.0.1", portForPeers),
        Database.NAME,
        keys.replicationPassword());
  }

  private static int port(HostPlace place) {
    return place.port(PartKind.POSTGRES);
  }

  public static String firstLine(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
  }
}
