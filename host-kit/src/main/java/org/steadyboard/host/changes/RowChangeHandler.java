package org.steadyboard.host.changes;

import java.util.Set;

/**
 * Wants to know of rows that were written. All methods are called on one thread, in the order in
 * which Postgres told them, and hold up every other handler: they must not wait.
 */
public interface RowChangeHandler {

  /** The tables to hear of, as {@code schema.table}; asked once. */
  Set<String> tables();

  void changed(RowChange change);

  /**
   * We listen, for the first time or again: whatever was written before may not have been told.
   * What is kept in memory must be dropped or read again. Everything after this is told.
   */
  void readAgain();

  /**
   * Nothing is heard any more, until {@link #readAgain()}: what is kept in memory may be out of
   * date from now on.
   */
  default void stopsHearing() {}
}
