package org.steadyboard.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was answered, by route and status, and what should not have been. Thread-safe. */
final class Tally {

  /** Of each route, as others say the same; in all, {@link #MOST_OFFENCES}. */
  static final int MOST_OF_A_ROUTE = 2;

  static final int MOST_OFFENCES = 40;

  record Offence(String why, Attempt attempt) {}

  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
  private final List<Offence> offences = new ArrayList<>();
  private int offending;

  synchronized void count(Attempt attempt, String status, Optional<String> wrong) {
    counts.computeIfAbsent(attempt.name(), n -> new TreeMap<>()).merge(status, 1, Integer::sum);
    wrong.ifPresent(
        why -> {
          offending++;
          var same =
              offences.stream()
                  .filter(o -> o.attempt.name().equals(attempt.name()) && o.why.equals(why))
                  .count();
          if (same < MOST_OF_A_ROUTE && offences.size() < MOST_OFFENCES) {
            offences.add(new Offence(why, attempt));
          }
        });
  }

  synchronized long all() {
    return counts.values().stream()
        .flatMap(m -> m.values().stream())
        .mapToLong(Integer::longValue)
        .sum();
  }

  synchronized long with(String status) {
    return counts.values().stream().mapToLong(m -> m.getOrDefault(status, 0)).sum();
  }

  synchronized int offending() {
    return offending;
  }

  /** The first of each kind, in the order in which they came. */
  synchronized List<Offence> offences() {
    return List.copyOf(offences);
  }

  /** As {@code PUT /api/nodes/{id}: 201×4 400×120}, a line a route. */
  synchronized List<String> lines() {
    var lines = new ArrayList<String>();
    counts.forEach(
        (name, statuses) -> {
          var line = new StringBuilder(name).append(':');
          statuses.forEach(
              (status, times) -> line.append(' ').append(status).append('×').append(times));
          lines.add(line.toString());
        });
    return lines;
  }
}
