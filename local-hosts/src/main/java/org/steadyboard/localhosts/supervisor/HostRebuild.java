package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.link.Links;
import org.steadyboard.localhosts.link.Pair;
import org.steadyboard.localhosts.mesh.LocalMesh;

/**
 * Makes a host anew from its peers while they serve: what only it had is gone, and so are its
 * subscriptions and slots on both sides. Its media files stay.
 */
record HostRebuild(LocalHost host, List<LocalHost> all, LocalMesh mesh, Links links) {

  void run() throws IOException, InterruptedException {
    List<HostPlace> peers = requirePeers();
    host.removeDatabase();
    host.startDatabase();
    mesh.joinAnew(host.place(), peers);
    try {
      mesh.fill(host.place(), peers);
    } catch (SQLException e) {
      throw CommandFailure.because(
          "host %s could not be filled: %s; it is stopped, try again"
              .formatted(name(), LocalMesh.firstLine(e)),
          e);
    }
    host.startServices();
  }

  /** Nothing is removed before it is known where the rows come from. */
  private List<HostPlace> requirePeers() {
    if (all.size() == 1) {
      throw CommandFailure.because(
          "host %s is the only one: there is no other to make it from".formatted(name()));
    }
    List<HostPlace> peers = all.stream().filter(this::isReachable).map(LocalHost::place).toList();
    if (peers.isEmpty()) {
      throw CommandFailure.because(
          "no other host can be reached to make host %s from; nothing was changed"
              .formatted(name()));
    }
    return peers;
  }

  private boolean isReachable(LocalHost peer) {
    String other = peer.place().name();
    return !other.equals(name())
        && peer.databaseRuns()
        && peer.database().answers()
        && links.isWhole(Pair.of(name(), other));
  }

  private String name() {
    return host.place().name();
  }
}
