package org.steadyboard.host.error;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Answers with a problem where no resource has been chosen yet, so that none can. */
public final class ProblemBody {

  private ProblemBody() {}

  public static void send(HttpServerResponse response, ProblemCode code) {
    send(response, code, null);
  }

  /**
   * @param retryAfter when trying again makes sense, or null
   */
  public static void send(HttpServerResponse response, ProblemCode code, Duration retryAfter) {
    var details = ProblemDetails.of(code, code.title());
    if (retryAfter != null) {
      response.putHeader(HttpHeaders.RETRY_AFTER, ProblemDetails.seconds(retryAfter));
    }
    response
        .setStatusCode(details.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
        .end(
            new JsonObject()
                .put("type", details.type())
                .put("title", details.title())
                .put("status", details.status())
                .put("code", details.code())
                .put("detail", details.detail())
                .encode());
  }
}
