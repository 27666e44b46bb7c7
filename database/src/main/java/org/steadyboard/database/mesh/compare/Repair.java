package org.steadyboard.database.mesh.compare;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.stream.Mesh;

/**
 * Fetches from a peer what this host is behind in. Rows are applied as replicated ones are: the
 * newest wins, listeners are told, and, being written under a replication origin, they are not sent
 * round again.
 *
 * <p>It heals what logical replication cannot see: an update of a row that never arrived here, and
 * all that a slot no longer kept. Of one version with two contents it brings the one that wins on
 * every host.
 */
public final class Repair {

  /** How long one run may take; the next one goes on where it stopped. */
  public static final Duration MOST_A_RUN = Duration.ofSeconds(20);

  /** How long a row may be on its way before it counts as missing. */
  public static final Duration ARRIVAL = Duration.ofSeconds(1);

  /** How many refused rows of a table are named; of more, only the number is known. */
  public static final int MOST_REFUSED_NAMED = 100;

  /** Of a run that nobody waits for. */
  public static final Limits LIMITS = new Limits(MOST_A_RUN, ARRIVAL);

  /** Why a row is not even asked for. */
  static final String IMPLAUSIBLE =
      "its row_stamp is more than a day ahead of the clock of this host, or below 0";

  private static final Logger LOG = System.getLogger(Repair.class.getName());

  private Repair() {}

  /**
   * Where a run stopped.
   *
   * @param from the first key that was not looked at; null for the table's beginning
   */
  public record Position(String table, UUID from) {}

  /** A row of the peer that cannot be applied here. */
  public record Refused(String table, UUID id, String reason) {}

  /**
   * @param fetched rows applied here
   * @param behind rows that the peer has newer and that were refused here
   * @param ahead rows that we have newer: the peer fetches them
   * @param contradicting rows of one version with two contents, of which ours wins: the peer
   *     fetches them
   * @param refused the first of the rows that were refused
   */
  public record TableOutcome(
      String table,
      long fetched,
      long behind,
      long ahead,
      long contradicting,
      List<Refused> refused) {

    /** Whether nothing is known to differ any more. */
    public boolean isEqual() {
      return behind == 0 && ahead == 0 && contradicting == 0;
    }

    TableOutcome plus(TableOutcome more) {
      var all = new ArrayList<>(refused);
      all.addAll(more.refused);
      return new TableOutcome(
          table,
          fetched + more.fetched,
          behind + more.behind,
          ahead + more.ahead,
          contradicting + more.contradicting,
          List.copyOf(all.subList(0, Math.min(all.size(), MOST_REFUSED_NAMED))));
    }
  }

  /**
   * @param tables in which something differed, by name
   * @param waiting tables of which nothing is fetched until we have the peer's columns of them
   * @param stoppedAt empty when everything was looked at
   */
  public record Outcome(
      List<TableOutcome> tables, List<String> waiting, Optional<Position> stoppedAt) {

    /** Rows applied here, of all tables. */
    public long fetched() {
      return tables.stream().mapToLong(TableOutcome::fetched).sum();
    }

    public long ahead() {
      return tables.stream().mapToLong(TableOutcome::ahead).sum();
    }

    public long contradicting() {
      return tables.stream().mapToLong(TableOutcome::contradicting).sum();
    }

    public List<Refused> refused() {
      return tables.stream().flatMap(t -> t.refused.stream()).toList();
    }

    /** Whether everything was looked at within the time of a run. */
    public boolean complete() {
      return stoppedAt.isEmpty();
    }

    /** Whether nothing differed. */
    public boolean foundEqual() {
      return tables.isEmpty() && waiting.isEmpty() && complete();
    }

    /** Whether nothing is known to differ any more, now that what we were behind in was fetched. */
    public boolean leftEqual() {
      return tables.stream().allMatch(TableOutcome::isEqual) && waiting.isEmpty() && complete();
    }

    /** This run and the one that went on where it stopped. */
    public Outcome plus(Outcome next) {
      var all = new TreeMap<String, TableOutcome>();
      tables.forEach(t -> all.put(t.table, t));
      next.tables.forEach(t -> all.merge(t.table, t, TableOutcome::plus));
      return new Outcome(List.copyOf(all.values()), next.waiting, next.stoppedAt);
    }
  }

  /**
   * Makes {@code here} as new as {@code peer} is, and looks at all content for that. One run at a
   * time for each peer; a second one fails at once.
   */
  public static Outcome pull(MeshHost here, MeshHost peer) throws SQLException {
    return pull(here, peer, Optional.empty(), LIMITS, Depth.CONTENT);
  }

  /**
   * One run, from where an earlier one stopped.
   *
   * @param from empty: the first table's beginning
   */
  public static Outcome pull(
      MeshHost here, MeshHost peer, Optional<Position> from, Limits limits, Depth depth)
      throws SQLException {
    try (var ours = here.connect();
        var theirs = peer.connect();
        var rows = new Rows(ours, theirs, "repair_" + Mesh.subscriptionFrom(peer))) {
      var shared = EnrolledTable.ofBoth(ours, theirs);
      var tables = new TreeMap<String, TableOutcome>();
      var survey =
          new Survey(
              ours,
              theirs,
              limits,
              depth,
              (table, differing) ->
                  tables.merge(table.name(), settle(rows, table, differing), TableOutcome::plus));
      var stopped = survey.run(shared.tables(), from);
      var outcome = new Outcome(List.copyOf(tables.values()), shared.waiting(), stopped);
      report(peer, outcome);
      if (outcome.fetched() > 0) {
        Statistics.make(ours);
      }
      return outcome;
    }
  }

  private static TableOutcome settle(
      Rows rows, EnrolledTable table, Map<UUID, Sighting.Kind> differing) throws SQLException {
    var ids = new ArrayList<UUID>();
    var refused = new ArrayList<Refused>();
    var ahead = 0;
    for (var row : differing.entrySet()) {
      if (row.getValue().isOursToEnd()) {
        ids.add(row.getKey());
      } else if (row.getValue() == Sighting.Kind.IMPLAUSIBLE) {
        refused.add(new Refused(table.name(), row.getKey(), IMPLAUSIBLE));
      } else if (row.getValue() == Sighting.Kind.AHEAD) {
        ahead++;
      }
    }
    var implausible = refused.size();
    if (!ids.isEmpty()) {
      refused.addAll(rows.fetch(table, ids));
    }
    return new TableOutcome(
        table.name(),
        ids.size() - (refused.size() - implausible),
        refused.size(),
        ahead,
        differing.size() - ids.size() - implausible - ahead,
        List.copyOf(refused.subList(0, Math.min(refused.size(), MOST_REFUSED_NAMED))));
  }

  private static void report(MeshHost peer, Outcome outcome) {
    for (var row : outcome.refused()) {
      LOG.log(
          Level.WARNING,
          "a row of host {0} cannot be applied: {1} {2}: {3}",
          peer.id(),
          row.table(),
          row.id(),
          row.reason());
    }
    for (var table : outcome.waiting()) {
      LOG.log(
          Level.WARNING,
          "{0} waits for a migration that host {1} has and this host has not",
          table,
          peer.id());
    }
  }
}
