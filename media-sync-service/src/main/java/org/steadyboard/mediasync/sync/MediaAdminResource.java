package org.steadyboard.mediasync.sync;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.session.SignedIn;

/** How the files of this host stand, for admins. */
@Path("/api/admin/media")
@RolesAllowed(SignedIn.ADMIN)
public class MediaAdminResource {

  private final MediaSync sync;

  public MediaAdminResource(MediaSync sync) {
    this.sync = sync;
  }

  @GET
  public MediaView media() throws SQLException, IOException {
    return sync.replication().watch().view();
  }

  /** Every file of this host is read again from now on, rather than when its time comes. */
  @POST
  @Path("scrub")
  @APIResponse(
      responseCode = "202",
      description = "It goes on at the usual pace; GET says how many are still due")
  public Response scrub() {
    sync.replication().scrub().askForAll();
    return Response.accepted().build();
  }
}
