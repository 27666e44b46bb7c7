package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.mesh.LocalMesh;

/**
 * Starts a set: all databases, then the streams between them, then all services, with what needs
 * databases only alongside. A host that is new beside older ones is filled from them before it
 * serves.
 */
record SetStart(List<LocalHost> hosts, LocalMesh mesh, Consumer<String> say, Alongside alongside) {
  private static final Duration RECEIVING_LIMIT = Duration.ofSeconds(60);

  void run() throws IOException, InterruptedException {
    say.accept("Starting Postgres of " + named());
    for (LocalHost host : hosts) {
      Files.createDirectories(host.place().media());
    }
    hosts.forEach(LocalHost::startIngress);
    List<Boolean> fresh = AtOnce.each(hosts, LocalHost::startDatabase);
    // First, for a stream that is disabled cannot be brought up to date.
    leaveAbsentAlone();
    if (hosts.size() > 1) {
      say.accept("Joining the hosts");
      mesh.joinAll();
    }
    fill(fresh);
    say.accept("Starting the services and the ingress of " + named());
    startServices();
    mesh.awaitReceiving(RECEIVING_LIMIT);
  }

  private void startServices() throws IOException, InterruptedException {
    var work = new ArrayList<Alongside>();
    hosts.forEach(host -> work.add(host::startServices));
    work.add(alongside);
    AtOnce.each(
        work,
        one -> {
          one.run();
          return one;
        });
  }

  private String named() {
    return (hosts.size() == 1 ? "host " : "hosts ") + HostPlace.names(mesh.places());
  }

  /**
   * A host with data that is not started now: nobody asks for it twice a second. What it misses is
   * kept for it, within the limits of its slots, and it catches up when it is started again.
   */
  private void leaveAbsentAlone() throws IOException, InterruptedException {
    AtOnce.each(
        hosts,
        host -> {
          try {
            host.database().receiveOnlyFrom(mesh.subscriptions(host.place()));
            return host;
          } catch (SQLException e) {
            throw CommandFailure.because(
                "the streams of host %s could not be set: %s"
                    .formatted(host.place().name(), LocalMesh.firstLine(e)),
                e);
          }
        });
  }

  private void fill(List<Boolean> fresh) {
    List<HostPlace> old = places(fresh, made -> !made);
    List<HostPlace> made = places(fresh, isFresh -> isFresh);
    if (old.isEmpty()) {
      return;
    }
    for (HostPlace place : made) {
      say.accept("Filling host " + place.name() + " from " + HostPlace.names(old));
      try {
        mesh.fill(place, old);
      } catch (SQLException e) {
        throw CommandFailure.because(
            "host %s could not be filled: %s".formatted(place.name(), LocalMesh.firstLine(e)), e);
      }
    }
  }

  private List<HostPlace> places(List<Boolean> fresh, Predicate<Boolean> which) {
    var places = new ArrayList<HostPlace>();
    for (int i = 0; i < hosts.size(); i++) {
      if (which.test(fresh.get(i))) {
        places.add(hosts.get(i).place());
      }
    }
    return places;
  }
}
