package org.steadyboard.host.health;

import java.util.UUID;
import org.steadyboard.host.ids.Ids;

/**
 * Whose sign of life it is.
 *
 * @param service such as {@code board}
 */
public record Pulse(String host, String service) {

  /** Of its row in {@code host.pulse}. */
  public UUID id() {
    return Ids.pulse(host, service);
  }
}
