package org.steadyboard.host.error;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * Tells whether a failure means that the database is away, rather than that a statement was wrong.
 */
public final class DatabaseAway {

  /** When a caller should try again: services are back within seconds of their database. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final int MAX_CAUSES = 16;

  private DatabaseAway() {}

  public static boolean isCauseOf(Throwable failure) {
    var cause = failure;
    for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isAway(sql)) {
        return true;
      }
    }
    return false;
  }

  /**
   * PostgreSQL's documentation, appendix A: class 08 and what an ending or starting server answers
   * (57P01 to 57P03).
   */
  private static boolean isAway(SQLException failure) {
    var state = failure.getSQLState();
    if (state != null
        && (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300"))) {
      return true;
    }
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure.getCause() instanceof IOException
        // Agroal's own, when no connection came free or could be made within the acquisition
        // timeout.
        || (state == null
            && failure.getMessage() != null
            && failure.getMessage().contains("Acquisition timeout"));
  }
}
