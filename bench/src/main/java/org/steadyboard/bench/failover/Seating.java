package org.steadyboard.bench.failover;

/**
 * How a classroom begins.
 *
 * @param isControl its browsers know no host but the one they begin with
 */
record Seating(Placement placement, boolean isControl) {

  /** Browsers that know all hosts. */
  static Seating free(Placement placement) {
    return new Seating(placement, false);
  }
}
