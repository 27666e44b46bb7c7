package org.steadyboard.mediasync.sync;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.sql.SQLException;
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
}
