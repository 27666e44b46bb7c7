package org.steadyboard.database.mesh.compare;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.steadyboard.database.mesh.MeshHost;

/**
 * Finds every row that differs between two hosts, by ranges of digests: equal ranges cost two
 * numbers on the wire. What is merely on its way is no difference: a row counts when a host still
 * lacks, a moment later, the version that the other had at first. So hosts that take writes and
 * keep up with each other are equal.
 */
public final class Comparison {

  /** How many keys of each kind of difference are named. */
  public static final int MOST_NAMED = 1_000;

  /** A comparison that somebody asked for looks at everything. */
  private static final Limits WHOLE = new Limits(Duration.ofHours(12), Repair.ARRIVAL);

  private Comparison() {}

  /**
   * How one table differs.
   *
   * @param behind how many rows the peer has that we lack or have an older version of
   * @param ahead how many rows we have that the peer lacks or has an older version of
   * @param contradicting how many rows have one version and two contents
   * @param waiting whether the peer has columns that we lack: then nothing of it was compared
   * @param behindIds the first of the rows that we are behind in
   * @param contradictingIds the first of the contradicting rows
   */
  public record TableDifference(
      String table,
      long behind,
      long ahead,
      long contradicting,
      boolean waiting,
      List<UUID> behindIds,
      List<UUID> contradictingIds) {
    public boolean isEqual() {
      return behind == 0 && ahead == 0 && contradicting == 0 && !waiting;
    }
  }

  /** All enrolled tables of the peer, equal ones included. */
  public static List<TableDifference> compare(MeshHost here, MeshHost peer) throws SQLException {
    try (var ours = here.connect();
        var theirs = peer.connect()) {
      var shared = EnrolledTable.ofBoth(ours, theirs);
      var tallies = new TreeMap<String, Tally>();
      shared.tables().forEach(t -> tallies.put(t.name(), new Tally()));
      new Survey(
              ours,
              theirs,
              WHOLE,
              Depth.CONTENT,
              (table, differing) -> tallies.get(table.name()).count(differing))
          .run(shared.tables(), Optional.empty());
      var differences = new ArrayList<TableDifference>();
      tallies.forEach((name, tally) -> differences.add(tally.of(name)));
      for (var table : shared.waiting()) {
        differences.add(new TableDifference(table, 0, 0, 0, true, List.of(), List.of()));
      }
      return differences;
    }
  }

  private static final class Tally {
    private long behind;
    private long ahead;
    private long contradicting;
    private final List<UUID> behindIds = new ArrayList<>();
    private final List<UUID> contradictingIds = new ArrayList<>();

    void count(Map<UUID, Sighting.Kind> differing) {
      differing.forEach(
          (id, kind) -> {
            if (kind.isContradicting()) {
              contradicting++;
              name(contradictingIds, id);
            } else if (kind == Sighting.Kind.BEHIND || kind == Sighting.Kind.IMPLAUSIBLE) {
              behind++;
              name(behindIds, id);
            } else {
              ahead++;
            }
          });
    }

    private static void name(Collection<UUID> named, UUID id) {
      if (named.size() < MOST_NAMED) {
        named.add(id);
      }
    }

    TableDifference of(String table) {
      return new TableDifference(
          table,
          behind,
          ahead,
          contradicting,
          false,
          List.copyOf(behindIds),
          List.copyOf(contradictingIds));
    }
  }
}
