package org.steadyboard.bench.failover;

import io.vertx.core.json.JsonObject;

/**
 * What a host says of where a board is.
 *
 * @param host the one that sees it; null when none does, or it is not known
 */
record Sight(boolean connected, String host) {

  static final Sight NONE = new Sight(false, null);

  /** From a line of {@code boards}, or a {@code boardStatus}. */
  static Sight of(JsonObject said) {
    return new Sight(said.getBoolean("connected", false), said.getString("host"));
  }

  /** Whether the host that says this sees the board itself. */
  boolean isFirstHand(String saidBy) {
    return connected && saidBy.equals(host);
  }
}
