package org.steadyboard.database.mesh.compare;

import java.util.Comparator;

/**
 * One version of a row, and what tells its content from another's. The greater one wins, on every
 * host: the newer version; and of one version with two contents, which only a migration or a hand
 * can make, the fuller row, then the greater hash.
 *
 * <p>A stamp that no clock can have given ({@code replication.is_plausible}, by the clock of the
 * host that compares) makes a row older than all others, so that it is not spread, and goes.
 *
 * @param stamp in microseconds; {@link #IMPLAUSIBLE} in the place of one that is not believed
 * @param host that wrote it
 * @param filled how many columns are not null
 * @param hash over all columns that both hosts have
 */
record RowVersion(long stamp, String host, int filled, long hash)
    implements Comparable<RowVersion> {

  static final long IMPLAUSIBLE = -1;

  private static final Comparator<RowVersion> BY_VERSION =
      Comparator.comparingLong(RowVersion::stamp).thenComparing(RowVersion::host);
  private static final Comparator<RowVersion> BY_CONTENT =
      BY_VERSION.thenComparingInt(RowVersion::filled).thenComparingLong(RowVersion::hash);

  @Override
  public int compareTo(RowVersion other) {
    return BY_CONTENT.compare(this, other);
  }

  /** Whether {@code one}, or its absence, is an older version than {@code other}. */
  static boolean isOlder(RowVersion one, RowVersion other) {
    return other != null && (one == null || BY_VERSION.compare(one, other) < 0);
  }

  boolean isImplausible() {
    return stamp == IMPLAUSIBLE;
  }

  boolean isSameVersionAs(RowVersion other) {
    return BY_VERSION.compare(this, other) == 0;
  }
}
