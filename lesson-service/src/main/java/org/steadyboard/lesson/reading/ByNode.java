package org.steadyboard.lesson.reading;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which keys stand under which nodes, so that a change of one node is about few of them. Safe for
 * threads.
 */
final class ByNode<K> {

  private final ConcurrentHashMap<UUID, Set<K>> keys = new ConcurrentHashMap<>();

  void add(K key, Collection<UUID> nodes) {
    for (var node : nodes) {
      keys.compute(
          node,
          (n, known) -> {
            var all = known == null ? ConcurrentHashMap.<K>newKeySet() : known;
            all.add(key);
            return all;
          });
    }
  }

  void remove(K key, Collection<UUID> nodes) {
    for (var node : nodes) {
      keys.computeIfPresent(
          node,
          (n, known) -> {
            known.remove(key);
            return known.isEmpty() ? null : known;
          });
    }
  }

  /** Those that stood under the node just now. */
  Set<K> under(UUID node) {
    return Set.copyOf(keys.getOrDefault(node, Set.of()));
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }
}
