package org.steadyboard.mediasync.mesh;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.host.settings.HostSettings;

/** The hosts and how they replicate, for admins; answered from memory. */
@Path("/api/admin")
@RolesAllowed(SignedIn.ADMIN)
@NonBlocking
public class ReplicationResource {

  /**
   * @param here whether it is the one that answers
   * @param reachable whether its database answers this host; null: not known
   */
  public record HostRow(String id, URI url, boolean here, Boolean reachable) {}

  public record HostRows(List<HostRow> hosts) {}

  private final HostInMesh mesh;
  private final HostSettings host;

  public ReplicationResource(HostInMesh mesh, HostSettings host) {
    this.mesh = mesh;
    this.host = host;
  }

  /** This host first. */
  @GET
  @Path("hosts")
  public HostRows hosts() {
    var view = mesh.view();
    var rows = new ArrayList<HostRow>();
    rows.add(new HostRow(host.id(), host.publicUrl(), true, Boolean.TRUE));
    for (var peer : host.peers().orElse(List.of())) {
      rows.add(new HostRow(peer.id(), peer.url(), false, reachable(view, peer.id())));
    }
    return new HostRows(List.copyOf(rows));
  }

  @GET
  @Path("replication")
  public ReplicationView replication() {
    return mesh.view();
  }

  @POST
  @Path("replication/repair")
  @APIResponse(responseCode = "202", description = "It is done within seconds")
  public Response repair() {
    mesh.repairSoon();
    return Response.accepted().build();
  }

  private static Boolean reachable(ReplicationView view, String id) {
    return view.peers().stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .map(ReplicationView.Peer::reachable)
        .orElse(null);
  }
}
