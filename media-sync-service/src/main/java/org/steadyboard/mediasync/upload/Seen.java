package org.steadyboard.mediasync.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The uploads that this process has seen and whose they were, so that one that is no more can be
 * told from one of another host.
 */
@ApplicationScoped
class Seen {

  /** The oldest are forgotten first. */
  static final int MAX_SEEN = 10_000;

  private final Map<UUID, UUID> owners =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> oldest) {
          return size() > MAX_SEEN;
        }
      };

  synchronized void add(UUID id, UUID owner) {
    owners.put(id, owner);
  }

  synchronized boolean has(UUID id, UUID owner) {
    return owner.equals(owners.get(id));
  }
}
