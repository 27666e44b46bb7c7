package org.steadyboard.host.changes;

import java.util.Optional;
import java.util.UUID;

/**
 * A row that was written, here or on another host.
 *
 * @param table as {@code schema.table}
 * @param stamp and {@code host}: the row's version; the greater (stamp, host) is the newer
 */
public record RowChange(String table, UUID id, long stamp, String host) {

  /** Reads what the push trigger sent; empty for anything else. */
  static Optional<RowChange> parse(String table, String payload) {
    var parts = payload.split(" ");
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RowChange(table, UUID.fromString(parts[0]), Long.parseLong(parts[1]), parts[2]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
