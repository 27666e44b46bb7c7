package org.steadyboard.bench.browser;

import java.util.Set;

/** What a host says of itself when it is no good (trouble.ts in the web UI). */
public final class Trouble {

  private static final Set<String> REASONS =
      Set.of("database-away", "deaf", "stuck", "read-only", "full", "draining");

  /** What a host without its database cannot say. */
  private static final Set<String> NEEDS_DATABASE =
      Set.of("boards", "done", "stage", "code", "paired");

  private Trouble() {}

  /** Whether a code, of a problem or a refusal, says that its host is no good now. */
  public static boolean is(String code) {
    return code != null && REASONS.contains(code);
  }

  /** What ails the host after a message of this type; null: nothing. */
  public static String after(String trouble, String type, String code) {
    if (type.equals("problem") && is(code)) {
      return code;
    }
    var over =
        type.equals("restored") || "database-away".equals(trouble) && NEEDS_DATABASE.contains(type);
    return over ? null : trouble;
  }

  /**
   * Whether a host greets with this: who turns us away, or cannot greet us, says something, too.
   */
  public static boolean isGreeting(String type) {
    return !Set.of("pong", "problem", "restored").contains(type);
  }
}
