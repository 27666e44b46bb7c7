package org.steadyboard.host.error;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an SQLSTATE tells of the state that a database is in. PostgreSQL's documentation, appendix
 * A.
 */
public final class DatabaseState {

  /** Of one failure: more causes than that are not looked at. */
  private static final int MAX_CAUSES = 64;

  private DatabaseState() {}

  /** Empty for what lies in the statement, or in us, and not in the database. */
  public static Optional<ProblemCode> of(String state) {
    return switch (state) {
      case "53100" -> Optional.of(ProblemCode.FULL);
      case "25006" -> Optional.of(ProblemCode.READ_ONLY);
      case "55P03", "57014" -> Optional.of(ProblemCode.STUCK);
      // Not prepared yet: undefined_table, undefined_function, invalid_schema_name.
      case "42P01", "42883", "3F000" -> Optional.of(ProblemCode.DATABASE_AWAY);
      default -> isAway(state) ? Optional.of(ProblemCode.DATABASE_AWAY) : Optional.empty();
    };
  }

  /**
   * The state that made a request fail, wherever in the failure it is told: a commit that fails is
   * told by what the transaction manager suppressed. Empty for a statement that was wrong.
   */
  public static Optional<ProblemCode> in(Throwable failure) {
    var causes = new ArrayDeque<Throwable>();
    causes.add(failure);
    for (var seen = 0; seen < MAX_CAUSES && !causes.isEmpty(); seen++) {
      var cause = causes.poll();
      if (cause instanceof SQLException sql && told(sql).isPresent()) {
        return told(sql);
      }
      causes.addAll(Arrays.asList(cause.getSuppressed()));
      Optional.ofNullable(cause.getCause()).ifPresent(causes::add);
    }
    return Optional.empty();
  }

  private static Optional<ProblemCode> told(SQLException failure) {
    var state = failure.getSQLState();
    if (failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure.getCause() instanceof IOException
        // The driver gives every failure a state: what has none comes of the pool, which had no
        // connection to give within its time.
        || (state == null && failure.getClass() == SQLException.class)) {
      return Optional.of(ProblemCode.DATABASE_AWAY);
    }
    // A service that is running knows its tables: it is the statement that does not.
    return state == null || state.startsWith("42") || state.startsWith("3F")
        ? Optional.empty()
        : of(state);
  }

  private static boolean isAway(String state) {
    return state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
