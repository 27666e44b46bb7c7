package org.steadyboard.database.mesh.compare;

import java.util.UUID;

/**
 * One row as it stood on both hosts at one moment; null where there was none.
 *
 * <p>The two are read one after the other and rows are on their way all the time, so that one
 * sighting proves nothing while writes go on: what a second one confirms is a difference.
 */
record Sighting(UUID id, RowVersion ours, RowVersion theirs) {

  enum Kind {
    EQUAL,
    /** The peer has a newer version. */
    BEHIND,
    /** We have a newer version. */
    AHEAD,
    /** The peer has a version with a stamp that no clock can have given, and we have not. */
    IMPLAUSIBLE,
    /** One version, two contents, and the peer's wins. */
    CONTRADICTING_BEHIND,
    /** One version, two contents, and ours wins. */
    CONTRADICTING_AHEAD;

    /** Whether it is for us to fetch the row. */
    boolean isOursToEnd() {
      return this == BEHIND || this == CONTRADICTING_BEHIND;
    }

    boolean isContradicting() {
      return this == CONTRADICTING_AHEAD || this == CONTRADICTING_BEHIND;
    }
  }

  Kind kind() {
    if (theirs != null && theirs.isImplausible() && (ours == null || !ours.isImplausible())) {
      return Kind.IMPLAUSIBLE;
    }
    if (RowVersion.isOlder(ours, theirs)) {
      return Kind.BEHIND;
    }
    if (RowVersion.isOlder(theirs, ours)) {
      return Kind.AHEAD;
    }
    if (ours == null || ours.equals(theirs)) {
      return Kind.EQUAL;
    }
    return ours.compareTo(theirs) < 0 ? Kind.CONTRADICTING_BEHIND : Kind.CONTRADICTING_AHEAD;
  }

  /**
   * What of this difference is still true after a moment that is long enough for a row to arrive: a
   * host is behind when it still has not what the other one had at first, however far both have
   * come since.
   */
  Kind confirmedBy(Sighting later) {
    var now = later.kind();
    var confirmed =
        switch (now) {
          case EQUAL, IMPLAUSIBLE -> true;
          case BEHIND -> RowVersion.isOlder(later.ours, theirs);
          case AHEAD -> RowVersion.isOlder(later.theirs, ours);
          case CONTRADICTING_AHEAD, CONTRADICTING_BEHIND ->
              kind().isContradicting() && ours.isSameVersionAs(later.ours);
        };
    return confirmed ? now : Kind.EQUAL;
  }
}
