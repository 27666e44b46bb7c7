package org.steadyboard.database.mesh.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.steadyboard.database.mesh.MeshHost;

/**
 * How it stands between this host and one peer.
 *
 * @param receiving whether what the peer writes is being received now
 * @param waitingBytes how much of our log the peer has not yet confirmed; empty without a stream to
 *     it
 * @param slot what our server says of the peer's slot: {@code reserved}, {@code extended}, {@code
 *     unreserved}, or {@code lost} when the peer was away too long and must rejoin; empty without a
 *     slot
 * @param applyErrors how often a row of the peer could not be applied since the statistics were
 *     reset; replication waits at that row
 * @param conflicts how often two hosts wrote the same row at once: the newer one won
 * @param skew empty when the peer cannot be reached
 */
public record PeerStatus(
    String peer,
    boolean receiving,
    Optional<Long> waitingBytes,
    Optional<String> slot,
    long applyErrors,
    long conflicts,
    Optional<ClockSkew> skew) {

  /** The counts outlive the worker, which is gone while the peer is, and between two tries. */
  private static final String SUBSCRIPTION =
      """
      select coalesce(s.pid is not null and s.received_lsn is not null, false) as receiving,
          e.apply_error_count as errors,
          e.confl_insert_exists + e.confl_update_origin_differs + e.confl_update_exists + e.confl_update_missing as conflicts
      from pg_stat_subscription_stats e left join pg_stat_subscription s on s.subid = e.subid and s.worker_type = 'apply'
      where e.subname = ?
      """;

  private static final String SLOT =
      """
      select wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint
      from pg_replication_slots where slot_name = ?
      """;

  public static PeerStatus read(MeshHost here, MeshHost peer) throws SQLException {
    try (var ours = here.connect()) {
      var receiving = false;
      var errors = 0L;
      var conflicts = 0L;
      try (var select = ours.prepareStatement(SUBSCRIPTION)) {
        select.setString(1, Mesh.subscriptionFrom(peer));
        try (var row = select.executeQuery()) {
          if (row.next()) {
            receiving = row.getBoolean(1);
            errors = row.getLong(2);
            conflicts = row.getLong(3);
          }
        }
      }
      var slot = Optional.<String>empty();
      var waiting = Optional.<Long>empty();
      try (var select = ours.prepareStatement(SLOT)) {
        select.setString(1, Mesh.slot(here, peer));
        try (var row = select.executeQuery()) {
          if (row.next()) {
            slot = Optional.of(row.getString(1));
            waiting = Optional.ofNullable(row.getObject(2, Long.class));
          }
        }
      }
      return new PeerStatus(
          peer.id(), receiving, waiting, slot, errors, conflicts, skew(ours, peer));
    }
  }

  private static Optional<ClockSkew> skew(Connection ours, MeshHost peer) {
    try (var theirs = peer.connect()) {
      return Optional.of(ClockSkew.measure(ours, theirs));
    } catch (SQLException e) {
      // A peer that is away is no failure of ours: it is what this status is for.
      return Optional.empty();
    }
  }
}
