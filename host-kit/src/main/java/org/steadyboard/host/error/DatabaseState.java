package org.steadyboard.host.error;

import java.util.Optional;

/**
 * What an SQLSTATE tells of the state that a database is in. PostgreSQL's documentation, appendix
 * A.
 */
public final class DatabaseState {

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

  private static boolean isAway(String state) {
    return state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
