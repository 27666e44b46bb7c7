package org.steadyboard.board.steering;

import java.util.Collection;
import java.util.UUID;

/**
 * What the ids of commands tell. A client that makes them as UUIDs of version 7 (RFC 9562) that
 * rise, where those that take each other's place share their last 62 bits, has said in which order
 * they were meant. So one that arrives late, from a host that hung while its teacher went on
 * elsewhere, is known to be overtaken, on every host and however much came in between. Other ids
 * tell no order: they are only recognised.
 */
final class CommandIds {

  private CommandIds() {}

  /** Whether a command was applied before, or a newer one of the same client was. */
  static boolean isOld(UUID id, Collection<UUID> applied) {
    return applied.stream().anyMatch(other -> other.equals(id) || isOvertaken(id, other));
  }

  /** Whether remembering the newer one is enough to recognise both. */
  static boolean isOvertaken(UUID older, UUID newer) {
    return older.version() == 7
        && newer.version() == 7
        && older.getLeastSignificantBits() == newer.getLeastSignificantBits()
        && Long.compareUnsigned(older.getMostSignificantBits(), newer.getMostSignificantBits()) < 0;
  }
}
