package org.steadyboard.host.error;

import java.time.Duration;

/**
 * Tells whether a failure means that the database is away or does not get on, rather than that a
 * statement was wrong.
 */
public final class DatabaseAway {

  /** When a caller should try again: services are back within seconds of their database. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private DatabaseAway() {}

  public static boolean isCauseOf(Throwable failure) {
    return DatabaseState.in(failure).isPresent();
  }
}
