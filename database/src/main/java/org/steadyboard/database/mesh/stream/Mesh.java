package org.steadyboard.database.mesh.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.steadyboard.database.mesh.MeshHost;

/**
 * Ties hosts together: each streams what was written on it to each of its peers, and never what it
 * got from another ({@code origin = none}). Every operation may be said again, and while the hosts
 * take writes.
 *
 * <p>Joining copies nothing: the streams are opened first, and a repair then brings what was there
 * before. So a row is either in the stream or found by the comparison, and newest-wins makes it
 * harmless when it is both.
 */
public final class Mesh {

  private static final String UNDEFINED_TABLE = "42P01";

  private Mesh() {}

  /**
   * Opens the streams between two hosts, both ways; a no-op for one that is open. The hosts are
   * equal after a repair on each.
   */
  public static void join(MeshHost one, MeshHost other) throws SQLException {
    subscribe(one, other);
    subscribe(other, one);
  }

  /**
   * Ends the streams between two hosts, both ways. When one of them cannot be reached, the other is
   * freed of it all the same, and the failure is thrown afterwards.
   */
  public static void leave(MeshHost one, MeshHost other) throws SQLException {
    SQLException failure = null;
    for (var step :
        List.<Step>of(
            () -> dropSubscription(one, other),
            () -> dropSubscription(other, one),
            () -> dropSlot(one, other),
            () -> dropSlot(other, one))) {
      try {
        step.run();
      } catch (SQLException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  /**
   * Lets {@code here} receive what is written on {@code peer}, and learns tables that a migration
   * has added since. A stream whose slot is lost or gone, because we were away too long or the peer
   * was made anew, is opened anew; a repair then brings what it missed.
   *
   * @return whether it was opened anew: what was compared before says nothing of what it missed
   */
  public static boolean subscribe(MeshHost here, MeshHost peer) throws SQLException {
    if (!isUsable(here, peer)) {
      reopen(here, peer);
      return true;
    }
    try (var connection = here.connect();
        var statement = connection.createStatement()) {
      var subscription = quoted(subscriptionFrom(peer));
      statement.execute(
          "alter subscription %s connection %s"
              .formatted(subscription, statement.enquoteLiteral(peer.connectionString())));
      learnTables(statement, subscription);
    }
    return false;
  }

  private static void learnTables(Statement statement, String subscription) throws SQLException {
    try {
      statement.execute(
          "alter subscription %s refresh publication with (copy_data = false)"
              .formatted(subscription));
    } catch (SQLException e) {
      // The peer has a table that our migration will bring: until then the stream goes on without
      // it.
      if (!waitsForMigration(e)) {
        throw e;
      }
    }
  }

  /**
   * Whether a stream could not be opened because the peer sends a table that our migration will
   * bring. Postgres opens no stream of the others alone; until then a repair brings their rows.
   */
  public static boolean waitsForMigration(SQLException e) {
    return UNDEFINED_TABLE.equals(e.getSQLState());
  }

  /**
   * Opens the stream from a peer anew, at what the peer writes from now on: whatever it would still
   * have carried is left to a repair. Its slot and its progress are made anew too: those of an
   * earlier stream mean nothing to a peer that was made anew.
   */
  public static void reopen(MeshHost here, MeshHost peer) throws SQLException {
    dropSubscription(here, peer);
    dropSlot(here, peer);
    try (var connection = here.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "create subscription %s connection %s publication steadyboard with (slot_name = %s, copy_data = false, origin = none, run_as_owner = true, streaming = parallel)"
              .formatted(
                  quoted(subscriptionFrom(peer)),
                  statement.enquoteLiteral(peer.connectionString()),
                  statement.enquoteLiteral(slot(peer, here))));
    }
  }

  private static boolean isUsable(MeshHost here, MeshHost peer) throws SQLException {
    try (var theirs = peer.connect();
        var find =
            theirs.prepareStatement(
                "select from pg_replication_slots where slot_name = ? and wal_status <> 'lost'")) {
      find.setString(1, slot(peer, here));
      if (!find.executeQuery().next()) {
        return false;
      }
    }
    try (var ours = here.connect()) {
      return hasSubscription(ours, peer, "subenabled and subslotname is not null");
    }
  }

  private static void dropSubscription(MeshHost here, MeshHost peer) throws SQLException {
    try (var connection = here.connect();
        var statement = connection.createStatement()) {
      var subscription = quoted(subscriptionFrom(peer));
      if (hasSubscription(connection, peer, "true")) {
        // Without its slot, so that it can be dropped when the peer is gone for good.
        statement.execute("alter subscription " + subscription + " disable");
        statement.execute("alter subscription " + subscription + " set (slot_name = none)");
        statement.execute("drop subscription " + subscription);
      }
    }
  }

  private static void dropSlot(MeshHost here, MeshHost peer) throws SQLException {
    try (var connection = peer.connect();
        var drop =
            connection.prepareStatement(
                """
                select case when active_pid is null or pg_terminate_backend(active_pid, 5000)
                    then pg_drop_replication_slot(slot_name) end
                from pg_replication_slots where slot_name = ?
                """)) {
      drop.setString(1, slot(peer, here));
      drop.executeQuery();
    }
  }

  private static boolean hasSubscription(Connection connection, MeshHost peer, String condition)
      throws SQLException {
    try (var find =
        connection.prepareStatement(
            "select from pg_subscription where subname = ? and subdbid = (select oid from pg_database where datname = current_database()) and "
                + condition)) {
      find.setString(1, subscriptionFrom(peer));
      return find.executeQuery().next();
    }
  }

  /** The subscription to what {@code peer} writes; each host has one for each of its peers. */
  public static String subscriptionFrom(MeshHost peer) {
    return "from_" + identifier(peer);
  }

  /** The slot on {@code peer} that keeps what {@code here} has not yet got. */
  static String slot(MeshHost peer, MeshHost here) {
    return identifier(peer) + "_to_" + identifier(here);
  }

  /** Slot names have no dashes; host ids have no underscores. */
  private static String identifier(MeshHost host) {
    return host.id().replace('-', '_');
  }

  private static String quoted(String identifier) {
    return '"' + identifier + '"';
  }
}
