package org.steadyboard.host.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request becomes an answer here and nowhere else. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  public Response problem(Problem problem) {
    return ProblemDetails.response(
        problem.code(), problem.getMessage(), problem.retryAfter().orElse(null));
  }

  /** Quarkus has a mapper of its own for this one, which tells our classes. */
  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException failure) {
    return json(failure);
  }

  @ServerExceptionMapper
  public Response json(JacksonException failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return answer(ProblemCode.UNKNOWN_FIELD, "Unknown field: " + unknown.getPropertyName());
    }
    if (failure instanceof JsonMappingException mapping) {
      if (mapping.getCause() instanceof Problem problem) {
        return problem(problem);
      }
      return answer(ProblemCode.INVALID, "Not of the right type: " + JsonPaths.of(mapping));
    }
    return answer(ProblemCode.BAD_JSON, "The body could not be read as JSON");
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException failure) {
    var lines =
        failure.getConstraintViolations().stream()
            .map(v -> JsonPaths.lastOf(v.getPropertyPath()) + " " + v.getMessage())
            .sorted()
            .toList();
    var details =
        new ProblemDetails(
            "about:blank",
            ProblemCode.INVALID.title(),
            ProblemCode.INVALID.status(),
            ProblemCode.INVALID.code(),
            String.join("; ", lines),
            lines);
    return ProblemDetails.response(details, null);
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response notSignedIn() {
    return answer(ProblemCode.NOT_SIGNED_IN, "Sign in first");
  }

  @ServerExceptionMapper
  public Response notAllowed(ForbiddenException failure) {
    return answer(ProblemCode.NOT_ALLOWED, "This account may not do that");
  }

  @ServerExceptionMapper
  public Response framework(WebApplicationException failure) {
    if (failure.getCause() instanceof JacksonException json) {
      return json(json);
    }
    var status = failure.getResponse().getStatus();
    if (status < 400 || status >= 500) {
      return unexpected(failure);
    }
    var code = codeOf(status);
    return answer(code, code.title());
  }

  /** What the framework means by a status of 4xx. */
  static ProblemCode codeOf(int status) {
    return switch (status) {
      case 401 -> ProblemCode.NOT_SIGNED_IN;
      case 403 -> ProblemCode.NOT_ALLOWED;
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 406 -> ProblemCode.NOT_ACCEPTABLE;
      case 413 -> ProblemCode.TOO_LARGE;
      case 415 -> ProblemCode.UNSUPPORTED_TYPE;
      default -> ProblemCode.INVALID;
    };
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable failure) {
    var state = DatabaseState.in(failure);
    if (state.isPresent()) {
      LOG.warnf("The database did not do it (%s): %s", state.get().code(), failure.getMessage());
      return ProblemDetails.response(state.get(), state.get().title(), DatabaseAway.RETRY_AFTER);
    }
    var refused = Unstorable.in(failure);
    if (refused.isPresent()) {
      return answer(refused.get(), refused.get().title());
    }
    LOG.error("A request failed", failure);
    return answer(ProblemCode.INTERNAL, ProblemCode.INTERNAL.title());
  }

  private static Response answer(ProblemCode code, String detail) {
    return ProblemDetails.response(code, detail, null);
  }
}
