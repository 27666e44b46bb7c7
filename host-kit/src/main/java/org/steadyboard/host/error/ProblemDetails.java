package org.steadyboard.host.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/**
 * The body of an error (RFC 9457), with the stable {@code code} that callers may rely on.
 *
 * @param violations one line for each value that is not allowed; absent for other errors
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ProblemDetails(
    String type, String title, int status, String code, String detail, List<String> violations) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static ProblemDetails of(ProblemCode code, String detail) {
    return new ProblemDetails(
        "about:blank", code.title(), code.status(), code.code(), detail, null);
  }

  static Response response(ProblemCode code, String detail, Duration retryAfter) {
    return response(of(code, detail), retryAfter);
  }

  static Response response(ProblemDetails details, Duration retryAfter) {
    var response = Response.status(details.status()).type(MEDIA_TYPE).entity(details);
    if (retryAfter != null) {
      response.header("Retry-After", seconds(retryAfter));
    }
    return response.build();
  }

  /** As Retry-After tells a wait: in whole seconds, never none. */
  static String seconds(Duration wait) {
    return String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
