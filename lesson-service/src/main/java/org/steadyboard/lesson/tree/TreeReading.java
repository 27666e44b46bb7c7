package org.steadyboard.lesson.tree;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.pool.ReadConnections;

/**
 * Reads the tree, one statement each. A deleted node hides all that is under it. A teacher sees
 * what is shared and what is theirs; an admin everything, but at the top of the tree not the
 * courses that others keep for themselves.
 *
 * <p>Walks upwards stop after {@link #MAX_DEPTH} nodes, so a cycle that two hosts made at once ends
 * none; {@code TreeMender} undoes it in the moment that it is heard of.
 */
@ApplicationScoped
public class TreeReading {

  public static final int MAX_DEPTH = 64;

  /** One page of a list, and where the next begins; null when there is none. */
  public record Children(List<NodeView> nodes, String cursor) {}

  /**
   * A node and all above it; the parameter is its id. "offset 0" keeps each step a lookup by key:
   * the planner expects far more than one node a step, and would read the whole table.
   */
  private static final String UP =
      """
      with recursive up (id, parent_id, deleted_at, height) as (
        select n.id, n.parent_id, n.deleted_at, 1 from lesson.node n where n.id = ?
        union all
        select n.id, n.parent_id, n.deleted_at, up.height + 1
        from up cross join lateral
          (select a.id, a.parent_id, a.deleted_at from lesson.node a where a.id = up.parent_id offset 0) n
        where up.height < %d
      )
      """
          .formatted(MAX_DEPTH);

  private static final String VISIBLE = " and (n.owner_id is null or n.owner_id = ? or ?)";

  private static final String PAGE =
      " and n.deleted_at is null and (n.rank, n.id) > (?, ?)"
          + VISIBLE
          + " order by n.rank, n.id limit ?";

  private static final String ROOTS =
      "select " + NodeView.COLUMNS + " from lesson.node n where n.parent_id is null" + PAGE;

  private static final String CHILDREN =
      UP
          + """
          select stands.parent_stands, listed.* from
          (select count(*) > 0 and count(up.deleted_at) = 0
              and (select (n.owner_id is null or n.owner_id = ? or ?) from lesson.node n where n.id = ?)
              as parent_stands from up) stands
          left join lateral (select %s from lesson.node n where n.parent_id = ? %s) listed
            on stands.parent_stands
          """
              .formatted(NodeView.COLUMNS, PAGE);

  private static final String NODE =
      UP
          + "select "
          + NodeView.COLUMNS
          + " from lesson.node n where n.id = ? and not exists (select from up where up.deleted_at is not null)"
          + VISIBLE;

  private static final String PATH =
      UP
          + "select "
          + NodeView.COLUMNS
          + ", n.deleted_at is not null as deleted, (n.owner_id is null or n.owner_id = ? or ?) as visible"
          + " from up cross join lateral (select * from lesson.node where id = up.id offset 0) n"
          + " order by up.height";

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final ReadConnections connections;

  public TreeReading(ReadConnections connections) {
    this.connections = connections;
  }

  /** The courses at the top, in order. */
  public Children roots(SignedIn who, String cursor, int limit) throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(ROOTS)) {
      var from = From.of(cursor);
      query.setString(1, from.rank);
      query.setObject(2, from.id);
      query.setObject(3, who.accountId());
      query.setBoolean(4, false);
      query.setInt(5, limit + 1);
      var nodes = new ArrayList<NodeView>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          nodes.add(NodeView.read(rows));
        }
      }
      return page(nodes, limit);
    }
  }

  /** What stands directly under a node, in order; empty when the node is not there. */
  public Optional<Children> children(SignedIn who, UUID parent, String cursor, int limit)
      throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(CHILDREN)) {
      var from = From.of(cursor);
      query.setObject(1, parent);
      query.setObject(2, who.accountId());
      query.setBoolean(3, who.isAdmin());
      query.setObject(4, parent);
      query.setObject(5, parent);
      query.setString(6, from.rank);
      query.setObject(7, from.id);
      query.setObject(8, who.accountId());
      query.setBoolean(9, who.isAdmin());
      query.setInt(10, limit + 1);
      var nodes = new ArrayList<NodeView>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          if (!rows.getBoolean("parent_stands")) {
            return Optional.empty();
          }
          if (rows.getObject("id") != null) {
            nodes.add(NodeView.read(rows));
          }
        }
      }
      return Optional.of(page(nodes, limit));
    }
  }

  public Optional<NodeView> node(SignedIn who, UUID id) throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(NODE)) {
      query.setObject(1, id);
      query.setObject(2, id);
      query.setObject(3, who.accountId());
      query.setBoolean(4, who.isAdmin());
      try (var row = query.executeQuery()) {
        return row.next() ? Optional.of(NodeView.read(row)) : Optional.empty();
      }
    }
  }

  /**
   * What is above a node, the topmost first; empty when the node is not there. In a cycle that is
   * not mended yet each node comes once.
   */
  public Optional<List<NodeView>> path(SignedIn who, UUID id) throws SQLException {
    try (var connection = connections.open();
        var query = connection.prepareStatement(PATH)) {
      query.setObject(1, id);
      query.setObject(2, who.accountId());
      query.setBoolean(3, who.isAdmin());
      var nodes = new LinkedHashMap<UUID, NodeView>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          if (rows.getBoolean("deleted") || !rows.getBoolean("visible")) {
            return Optional.empty();
          }
          var node = NodeView.read(rows);
          nodes.putIfAbsent(node.id(), node);
        }
      }
      return nodes.remove(id) == null
          ? Optional.empty()
          : Optional.of(List.copyOf(nodes.sequencedValues().reversed()));
    }
  }

  private static Children page(List<NodeView> nodes, int limit) {
    if (nodes.size() <= limit) {
      return new Children(nodes, null);
    }
    var last = nodes.get(limit - 1);
    return new Children(List.copyOf(nodes.subList(0, limit)), Cursor.of(last.rank(), last.id()));
  }

  private record From(String rank, UUID id) {

    static From of(String cursor) {
      if (cursor == null) {
        return new From("", BEFORE_ALL);
      }
      var parts = Cursor.parts(cursor, 2);
      return new From(parts.get(0), Cursor.id(parts.get(1)));
    }
  }
}
