package org.steadyboard.host.health;

import org.steadyboard.host.error.ProblemCode;

/**
 * Why a host had better not be used now, the weightiest first: what {@code /api/host} names and
 * websockets are told.
 */
public enum Trouble {
  /** The database is gone, frozen, or takes no connections. */
  DATABASE_AWAY(ProblemCode.DATABASE_AWAY),
  READ_ONLY(ProblemCode.READ_ONLY),
  FULL(ProblemCode.FULL),
  /** Statements are not refused and do not end. */
  STUCK(ProblemCode.STUCK),
  /** What other hosts and processes write is not heard here. */
  DEAF(ProblemCode.DEAF),
  DRAINING(ProblemCode.DRAINING);

  private final ProblemCode problem;

  Trouble(ProblemCode problem) {
    this.problem = problem;
  }

  public ProblemCode problem() {
    return problem;
  }
}
