package org.steadyboard.bench.fuzz;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be said to somebody who says nonsense: anything but a server error. A host that cannot
 * just now says 503 with a reason that clients know.
 */
final class Verdict {

  /** The codes of 503 in docs/board-protocol.md and host-kit. */
  static final Set<String> STATED =
      Set.of(
          "busy",
          "too-many-connections",
          "service-away",
          "account-unknown-yet",
          "database-away",
          "deaf",
          "stuck",
          "read-only",
          "full",
          "draining");

  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;

  /** Of a websocket: the host went wrong. */
  private static final int INTERNAL_CLOSE = 1011;

  private static final Pattern CODE = Pattern.compile("\"code\" *: *\"([a-z-]+)\"");
  private static final Pattern INTERNAL = Pattern.compile("\"code\" *: *\"internal\"");

  private Verdict() {}

  /** What is wrong with the answer to a request, if anything. */
  static Optional<String> of(Answer answer) {
    if (answer.status() < SERVER_ERROR) {
      return Optional.empty();
    }
    if (answer.status() != UNAVAILABLE) {
      return Optional.of("status " + answer.status());
    }
    var code = CODE.matcher(answer.body());
    if (!answer.contentType().equals("application/problem+json")) {
      return Optional.of("503 of type '" + answer.contentType() + "'");
    }
    return code.find() && STATED.contains(code.group(1))
        ? Optional.empty()
        : Optional.of("503 without a known code");
  }

  /** The same of the answer to a HEAD, whose reason is in a body that does not come. */
  static Optional<String> ofHead(Answer answer) {
    var isProblem = answer.contentType().equals("application/problem+json");
    return answer.status() == UNAVAILABLE && isProblem && answer.body().isEmpty()
        ? Optional.empty()
        : of(answer);
  }

  /**
   * The same of what came over an open websocket.
   *
   * @param closeCode 0 when it was not closed by a close frame
   */
  static Optional<String> of(int closeCode, String texts) {
    if (closeCode == INTERNAL_CLOSE) {
      return Optional.of("closed with " + closeCode);
    }
    return INTERNAL.matcher(texts).find() ? Optional.of("problem internal") : Optional.empty();
  }
}
