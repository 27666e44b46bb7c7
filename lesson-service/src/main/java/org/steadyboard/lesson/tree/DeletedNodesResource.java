package org.steadyboard.lesson.tree;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import org.steadyboard.host.session.Caller;

/**
 * What was deleted and can be brought back by its restoration, the newest deletion first: a
 * teacher's own, and everything for an admin. What went along with something above it is not
 * listed: it comes back with that.
 */
@Path("/api/nodes/deleted")
@Authenticated
@RunOnVirtualThread
public class DeletedNodesResource {

  private final DeletedNodes deleted;
  private final Caller caller;

  public DeletedNodesResource(DeletedNodes deleted, Caller caller) {
    this.deleted = deleted;
    this.caller = caller;
  }

  @GET
  public DeletedNodes.Page list(
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit)
      throws SQLException {
    return deleted.newest(caller.signedIn(), cursor, limit);
  }
}
