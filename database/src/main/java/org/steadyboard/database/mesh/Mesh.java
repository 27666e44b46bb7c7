package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ties hosts together: each streams what was written on it to each of its peers, and never what it
 * got from another ({@code origin = none}). Every operation may be said again, and while the hosts
 * take writes.
 *
 * <p>Joining copies nothing: the streams are opened first, and {@link Repair} then brings what was
 * there before. So a row is either in the stream or found by the comparison, and newest-wins makes
 * it harmless when it is both.
 */
public final class Mesh {

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
   * has added since.
   */
  public static void subscribe(MeshHost here, MeshHost peer) throws SQLException {
    dropLostSlot(here, peer);
    try (var connection = here.connect();
        var statement = connection.createStatement()) {
      var subscription = subscriptionFrom(peer);
      if (subscriptions(connection).contains(subscription)) {
        statement.execute(
            "alter subscription "
                + quoted(subscription)
                + " connection "
                + statement.enquoteLiteral(peer.connectionString()));
        statement.execute(
            "alter subscription "
                + quoted(subscription)
                + " refresh publication with (copy_data = false)");
        return;
      }
      statement.execute(
          "create subscription %s connection %s publication steadyboard with (slot_name = %s, create_slot = %s, copy_data = false, origin = none, run_as_owner = true, streaming = parallel)"
              .formatted(
                  quoted(subscription),
                  statement.enquoteLiteral(peer.connectionString()),
                  statement.enquoteLiteral(slot(peer, here)),
                  !slotExists(here, peer)));
    }
  }

  private static void dropSubscription(MeshHost here, MeshHost peer) throws SQLException {
    try (var connection = here.connect();
        var statement = connection.createStatement()) {
      var subscription = quoted(subscriptionFrom(peer));
      if (subscriptions(connection).contains(subscriptionFrom(peer))) {
        // Without its slot, so that it can be dropped when the peer is gone for good.
        statement.execute("alter subscription " + subscription + " disable");
        statement.execute("alter subscription " + subscription + " set (slot_name = none)");
        statement.execute("drop subscription " + subscription);
      }
    }
  }

  /**
   * A slot that the peer had to give up, because we were away too long, is dropped with its
   * subscription: the way back is a new one.
   */
  private static void dropLostSlot(MeshHost here, MeshHost peer) throws SQLException {
    try (var connection = peer.connect();
        var find =
            connection.prepareStatement(
                "select from pg_replication_slots where slot_name = ? and wal_status = 'lost'")) {
      find.setString(1, slot(peer, here));
      if (!find.executeQuery().next()) {
        return;
      }
    }
    dropSubscription(here, peer);
    dropSlot(here, peer);
  }

  private static boolean slotExists(MeshHost here, MeshHost peer) throws SQLException {
    try (var connection = peer.connect();
        var find =
            connection.prepareStatement("select from pg_replication_slots where slot_name = ?")) {
      find.setString(1, slot(peer, here));
      return find.executeQuery().next();
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

  private static Set<String> subscriptions(Connection connection) throws SQLException {
    try (var rows =
        connection.createStatement().executeQuery("select subname from pg_stat_subscription")) {
      var names = new HashSet<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  static String subscriptionFrom(MeshHost peer) {
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
