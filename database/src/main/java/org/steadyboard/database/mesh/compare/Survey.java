package org.steadyboard.database.mesh.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.steadyboard.database.mesh.compare.Repair.Position;

/**
 * Goes through all tables that two hosts share and finds the rows that differ, by ranges of
 * digests. What was merely on its way is told from what differs by looking again after a moment.
 *
 * <p>Bounded: in memory by a stretch of keys and {@link #MOST_SUSPECTS} rows, in time by its
 * limits; where it stopped, the next survey goes on.
 */
final class Survey {

  /** Rows that wait for a second look; when there are more, they are no longer taken for late. */
  static final int MOST_SUSPECTS = 5_000;

  private static final int ROWS_A_LOOK = 1_000;

  /** Told of confirmed differences, at most {@link #ROWS_A_LOOK} at a time. */
  interface Finding {
    void found(EnrolledTable table, Map<UUID, Sighting.Kind> differing) throws SQLException;
  }

  private final Connection ours;
  private final Connection theirs;
  private final Limits limits;
  private final Depth depth;
  private final Finding finding;
  private final Map<EnrolledTable, List<Sighting>> suspects = new LinkedHashMap<>();
  private int suspected;
  private long latestPlausible;

  Survey(Connection ours, Connection theirs, Limits limits, Depth depth, Finding finding) {
    this.ours = ours;
    this.theirs = theirs;
    this.limits = limits;
    this.depth = depth;
    this.finding = finding;
  }

  /** Looks through the tables, in order, and says where it stopped, if before their end. */
  Optional<Position> run(List<EnrolledTable> tables, Optional<Position> start) throws SQLException {
    var end = System.nanoTime() + limits.run().toNanos();
    latestPlausible = latestPlausible(ours);
    var stopped = Optional.<Position>empty();
    for (var table : tables) {
      var order = start.map(s -> table.name().compareTo(s.table())).orElse(1);
      if (order < 0) {
        continue;
      }
      stopped = look(table, order == 0 ? start.orElseThrow().from() : null, end);
      if (stopped.isPresent()) {
        break;
      }
    }
    // What was suspected stands before the place where looking stopped.
    var untold = lookAgain(end);
    return untold.isPresent() ? untold : stopped;
  }

  private Optional<Position> look(EnrolledTable table, UUID from, long end) throws SQLException {
    do {
      var ranges = KeyRanges.of(ours, theirs, table, from);
      for (var range : RangeDigest.differing(ours, theirs, table, ranges, depth)) {
        if (System.nanoTime() > end && ranges.start(range) != from) {
          return Optional.of(new Position(table.name(), ranges.start(range)));
        }
        var untold = suspect(table, KeyRanges.within(ranges.start(range), ranges.end(range)), end);
        if (untold.isPresent()) {
          return untold;
        }
      }
      from = ranges.to();
      if (from != null && System.nanoTime() > end) {
        return Optional.of(new Position(table.name(), from));
      }
    } while (from != null);
    return Optional.empty();
  }

  private Optional<Position> suspect(EnrolledTable table, String where, long end)
      throws SQLException {
    var some = suspects.computeIfAbsent(table, t -> new ArrayList<>());
    var before = some.size();
    sightings(table, where).stream()
        .filter(s -> s.kind() != Sighting.Kind.EQUAL)
        .sorted(Comparator.comparing(Sighting::id, KeyRanges.BY_BYTES))
        .forEach(some::add);
    suspected += some.size() - before;
    return suspected > MOST_SUSPECTS ? tell(false, end) : Optional.empty();
  }

  /** Twice, for most rows have arrived by the first time. */
  private Optional<Position> lookAgain(long end) throws SQLException {
    for (var pause :
        List.of(limits.arrival().dividedBy(10), limits.arrival().multipliedBy(9).dividedBy(10))) {
      if (suspected > 0) {
        LockSupport.parkNanos(pause.toNanos());
      }
      for (var some : suspects.entrySet()) {
        some.setValue(confirmed(some.getKey(), some.getValue(), end));
      }
      suspected = suspects.values().stream().mapToInt(List::size).sum();
    }
    return tell(true, end);
  }

  private List<Sighting> confirmed(EnrolledTable table, List<Sighting> first, long end)
      throws SQLException {
    var still = new ArrayList<Sighting>();
    for (var some : parts(first)) {
      if (System.nanoTime() > end) {
        // It is looked at once more before it is told.
        still.addAll(some);
        continue;
      }
      var later = again(table, some);
      for (var sighting : some) {
        if (sighting.confirmedBy(later.get(sighting.id())) != Sighting.Kind.EQUAL) {
          still.add(sighting);
        }
      }
    }
    return still;
  }

  /**
   * Tells all suspects, in order, and has none afterwards. The first are told whatever the time, so
   * that every run comes further.
   *
   * @return the first that was not told because time was over
   */
  private Optional<Position> tell(boolean lookAgain, long end) throws SQLException {
    var told = false;
    try {
      for (var some : suspects.entrySet()) {
        for (var part : parts(some.getValue())) {
          if (told && System.nanoTime() > end) {
            return Optional.of(new Position(some.getKey().name(), part.getFirst().id()));
          }
          tell(some.getKey(), part, lookAgain);
          told = true;
        }
      }
      return Optional.empty();
    } finally {
      suspects.clear();
      suspected = 0;
    }
  }

  private void tell(EnrolledTable table, List<Sighting> some, boolean lookAgain)
      throws SQLException {
    var later = lookAgain ? again(table, some) : Map.<UUID, Sighting>of();
    var differing = new LinkedHashMap<UUID, Sighting.Kind>();
    for (var sighting : some) {
      var kind = sighting.confirmedBy(later.getOrDefault(sighting.id(), sighting));
      if (kind != Sighting.Kind.EQUAL) {
        differing.put(sighting.id(), kind);
      }
    }
    if (!differing.isEmpty()) {
      finding.found(table, differing);
    }
  }

  private static List<List<Sighting>> parts(List<Sighting> all) {
    var parts = new ArrayList<List<Sighting>>();
    for (var start = 0; start < all.size(); start += ROWS_A_LOOK) {
      parts.add(all.subList(start, Math.min(all.size(), start + ROWS_A_LOOK)));
    }
    return parts;
  }

  private Map<UUID, Sighting> again(EnrolledTable table, List<Sighting> some) throws SQLException {
    var where = "t.id = any (" + Rows.keys(some.stream().map(Sighting::id).toList()) + ")";
    var later = new HashMap<UUID, Sighting>();
    some.forEach(s -> later.put(s.id(), new Sighting(s.id(), null, null)));
    sightings(table, where).forEach(s -> later.put(s.id(), s));
    return later;
  }

  private List<Sighting> sightings(EnrolledTable table, String where) throws SQLException {
    var here = versions(ours, table, where);
    var sightings = new ArrayList<Sighting>();
    for (var their : versions(theirs, table, where).entrySet()) {
      sightings.add(new Sighting(their.getKey(), here.remove(their.getKey()), their.getValue()));
    }
    here.forEach((id, version) -> sightings.add(new Sighting(id, version, null)));
    return sightings;
  }

  /** By our clock, whichever host the rows are on. */
  private static long latestPlausible(Connection ours) throws SQLException {
    try (var statement = ours.createStatement();
        var row = statement.executeQuery("select replication.latest_plausible()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private Map<UUID, RowVersion> versions(Connection connection, EnrolledTable table, String where)
      throws SQLException {
    var versions = new HashMap<UUID, RowVersion>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select t.id, t.row_stamp, t.row_host, num_nonnulls(%s), %s from %s t where %s"
                    .formatted(table.columnsOfT(), table.rowHash(), table.name(), where))) {
      while (rows.next()) {
        var stamp = rows.getLong(2);
        var isPlausible = stamp >= 0 && stamp <= latestPlausible;
        versions.put(
            rows.getObject(1, UUID.class),
            new RowVersion(
                isPlausible ? stamp : RowVersion.IMPLAUSIBLE,
                rows.getString(3),
                rows.getInt(4),
                rows.getLong(5)));
      }
    }
    return versions;
  }
}
