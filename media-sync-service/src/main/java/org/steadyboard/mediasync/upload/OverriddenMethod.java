package org.steadyboard.mediasync.upload;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** For clients of tus whose way here lets only GET and POST by ("X-HTTP-Method-Override"). */
public class OverriddenMethod {

  private static final Set<String> METHODS = Set.of("PATCH", "DELETE");

  @ServerRequestFilter(preMatching = true)
  public void override(ContainerRequestContext request) {
    var method = request.getHeaderString("X-HTTP-Method-Override");
    if (method != null
        && METHODS.contains(method)
        && request.getMethod().equals("POST")
        && request.getUriInfo().getPath().startsWith(Tus.UPLOADS + "/")) {
      request.setMethod(method);
    }
  }
}
