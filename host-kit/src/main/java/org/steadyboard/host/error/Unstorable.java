package org.steadyboard.host.error;

import java.sql.SQLException;
import java.util.Optional;

/** What Postgres does not store and says so: the fault lies in what was sent. */
final class Unstorable {

  private Unstorable() {}

  static Optional<ProblemCode> in(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        var code = of(sql.getSQLState());
        if (code.isPresent()) {
          return code;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * PostgreSQL's documentation, appendix A: character_not_in_repertoire, untranslatable_character;
   * program_limit_exceeded, as of a text with more words than an index takes; unique_violation, of
   * an id that somebody took in the meantime.
   */
  private static Optional<ProblemCode> of(String state) {
    return switch (state) {
      case "22021", "22P05" -> Optional.of(ProblemCode.INVALID_TEXT);
      case "54000" -> Optional.of(ProblemCode.TOO_LARGE);
      case "23505" -> Optional.of(ProblemCode.CONFLICT);
      default -> Optional.empty();
    };
  }
}
