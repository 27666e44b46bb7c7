package org.steadyboard.database.mesh.stream;

import java.sql.SQLException;
import org.steadyboard.database.mesh.MeshHost;

/**
 * How far the stream from a peer has come.
 *
 * @param applyErrors since the statistics were reset
 * @param confirmed up to where in the peer's log we have confirmed; empty without a slot
 */
public record StreamProgress(long applyErrors, String confirmed) {

  public static StreamProgress read(MeshHost here, MeshHost peer) throws SQLException {
    var errors = 0L;
    try (var ours = here.connect();
        var select =
            ours.prepareStatement(
                "select apply_error_count from pg_stat_subscription_stats where subname = ?")) {
      select.setString(1, Mesh.subscriptionFrom(peer));
      try (var row = select.executeQuery()) {
        errors = row.next() ? row.getLong(1) : 0;
      }
    }
    try (var theirs = peer.connect();
        var select =
            theirs.prepareStatement(
                "select confirmed_flush_lsn::text from pg_replication_slots where slot_name = ?")) {
      select.setString(1, Mesh.slot(peer, here));
      try (var row = select.executeQuery()) {
        return new StreamProgress(errors, row.next() ? row.getString(1) : "");
      }
    }
  }

  /** Whether the stream has tried since, failed, and come no further. */
  public boolean isStuckSince(StreamProgress before) {
    return applyErrors > before.applyErrors && confirmed.equals(before.confirmed);
  }
}
