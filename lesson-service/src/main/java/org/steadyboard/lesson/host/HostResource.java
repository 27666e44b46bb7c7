package org.steadyboard.lesson.host;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.steadyboard.host.health.HostHealth;
import org.steadyboard.host.settings.HostSettings;

/** Which host this is and which others there are. Touches nothing that could be away. */
@Path("/api")
@NonBlocking
public class HostResource {

  /**
   * @param serving false: boards and teachers had better go to another host, for these reasons
   */
  public record HostView(
      String id, int slot, String version, Instant time, boolean serving, List<String> reasons) {}

  /**
   * @param draining whether browsers should move away from it
   */
  public record PeerView(String id, URI url, boolean draining) {}

  public record HostsView(List<PeerView> hosts) {}

  private final HostSettings host;
  private final String version;
  private final Clock clock;
  private final HostHealth health;
  private final HostsView hosts;

  public HostResource(
      HostSettings host,
      @ConfigProperty(name = "quarkus.application.version") String version,
      Clock clock,
      HostHealth health) {
    this.host = host;
    this.health = health;
    this.version = version;
    this.clock = clock;
    this.hosts = hosts(host);
  }

  @GET
  @Path("host")
  public HostView host() {
    return new HostView(
        host.id(),
        host.slot(),
        version,
        clock.instant(),
        health.isServing(),
        health.reasons().stream().map(trouble -> trouble.problem().code()).toList());
  }

  /** This host first. */
  @GET
  @Path("hosts")
  public HostsView hosts() {
    return hosts;
  }

  private static HostsView hosts(HostSettings host) {
    var hosts = new ArrayList<PeerView>();
    hosts.add(new PeerView(host.id(), host.publicUrl(), false));
    for (var peer : host.peers().orElse(List.of())) {
      hosts.add(new PeerView(peer.id(), peer.url(), false));
    }
    return new HostsView(List.copyOf(hosts));
  }
}
