package org.steadyboard.host.error;

import java.time.Duration;
import java.util.Optional;

/**
 * An expected failure, told to the caller as it is. The detail is shown: it names no class, no SQL
 * and no secret.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final Duration retryAfter;

  public Problem(ProblemCode code, String detail) {
    this(code, detail, null);
  }

  /**
   * @param retryAfter when trying again makes sense, or null; told in whole seconds, at least one
   */
  public Problem(ProblemCode code, String detail, Duration retryAfter) {
    // No stack trace: it is an answer, not a fault, and some are answered thousands of times a
    // second.
    super(detail, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  public ProblemCode code() {
    return code;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
