package org.steadyboard.mediasync.upload;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.steadyboard.host.body.UnreadBody;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;

/** What all requests of the protocol tus have in common (https://tus.io/protocols, 1.0.0). */
@ApplicationScoped
public class Tus {

  static final String VERSION = "1.0.0";
  static final String PIECE = "application/offset+octet-stream";
  static final String UPLOADS = "/api/uploads";

  static final String RESUMABLE = "Tus-Resumable";
  static final String OFFSET = "Upload-Offset";
  static final String LENGTH = "Upload-Length";
  static final String METADATA = "Upload-Metadata";
  static final String CHECKSUM = "Upload-Checksum";
  static final String EXPIRES = "Upload-Expires";

  /** After CORS, before it is known who asks. */
  private static final int PRIORITY = 240;

  void register(@Observes Filters filters) {
    filters.register(Tus::check, PRIORITY);
  }

  private static void check(RoutingContext context) {
    var path = context.normalizedPath();
    if (!path.equals(UPLOADS) && !path.startsWith(UPLOADS + "/")) {
      context.next();
      return;
    }
    var request = context.request();
    var response = context.response().putHeader(RESUMABLE, VERSION);
    if (!request.method().equals(HttpMethod.OPTIONS)
        && !VERSION.equals(request.getHeader(RESUMABLE))) {
      response.putHeader("Tus-Version", VERSION);
      ProblemBody.send(response, ProblemCode.OTHER_TUS_VERSION);
      UnreadBody.drop(request);
      return;
    }
    context.next();
  }
}
