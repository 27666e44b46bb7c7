package org.steadyboard.lesson.tree;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.pool.ReadConnections;

/** Reads what was deleted, one statement a page. */
@ApplicationScoped
public class DeletedNodes {

  /**
   * A node that stands, or stood, above one that was deleted.
   *
   * @param deleted it must be brought back first
   */
  public record Ancestor(UUID id, String title, boolean deleted) {}

  /**
   * @param above where it comes back to, the topmost first; empty: to the top of the tree
   */
  public record DeletedNode(NodeView node, Instant deletedAt, List<Ancestor> above) {}

  /** One page of the list, and where the next begins; null when there is none. */
  public record Page(List<DeletedNode> nodes, String cursor) {}

  private static final String OF_ALL = "true";
  private static final String OF_OWNER = "d.owner_id = ?";

  /** The walk upwards is bounded as {@link TreeReading}'s are, and keeps to what may be seen. */
  private static final String NEWEST =
      """
      select %s, n.deleted_at, above.*
      from (select d.* from lesson.node d
            where d.deleted_at is not null and (d.deleted_at, d.id) < (?, ?) and %s
            order by d.deleted_at desc, d.id desc limit ?) n
      cross join lateral (
        with recursive up (id, parent_id, title, is_deleted, height) as (
          select a.id, a.parent_id, a.title, a.deleted_at is not null, 1
          from lesson.node a where a.id = n.parent_id and a.owner_id is not distinct from n.owner_id
          union all
          select a.*, up.height + 1
          from up cross join lateral
            (select a.id, a.parent_id, a.title, a.deleted_at is not null
             from lesson.node a
             where a.id = up.parent_id and a.owner_id is not distinct from n.owner_id offset 0) a
          where up.height < %d
        )
        select array_agg(up.id order by up.height desc) as above_ids,
          array_agg(up.title order by up.height desc) as above_titles,
          array_agg(up.is_deleted order by up.height desc) as above_deleted
        from up
      ) above
      order by n.deleted_at desc, n.id desc
      """;

  private final ReadConnections connections;

  public DeletedNodes(ReadConnections connections) {
    this.connections = connections;
  }

  Page newest(SignedIn who, String cursor, int limit) throws SQLException {
    var from = cursor == null ? null : Cursor.parts(cursor, 2);
    var before = from == null ? Cursor.AFTER_ALL : Cursor.time(from.get(0));
    var beforeId = from == null ? who.accountId() : Cursor.id(from.get(1));
    var sql =
        NEWEST.formatted(
            NodeView.COLUMNS, who.isAdmin() ? OF_ALL : OF_OWNER, TreeReading.MAX_DEPTH);
    try (var connection = connections.open();
        var query = connection.prepareStatement(sql)) {
      var parameter = 1;
      query.setObject(parameter++, before.atOffset(ZoneOffset.UTC));
      query.setObject(parameter++, beforeId);
      if (!who.isAdmin()) {
        query.setObject(parameter++, who.accountId());
      }
      query.setInt(parameter, limit + 1);
      var nodes = new ArrayList<DeletedNode>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          nodes.add(read(rows));
        }
      }
      return page(nodes, limit);
    }
  }

  private static Page page(List<DeletedNode> nodes, int limit) {
    if (nodes.size() <= limit) {
      return new Page(nodes, null);
    }
    var last = nodes.get(limit - 1);
    return new Page(
        List.copyOf(nodes.subList(0, limit)), Cursor.of(last.deletedAt(), last.node().id()));
  }

  private static DeletedNode read(ResultSet row) throws SQLException {
    return new DeletedNode(
        NodeView.read(row),
        row.getObject("deleted_at", OffsetDateTime.class).toInstant(),
        ancestors(row));
  }

  private static List<Ancestor> ancestors(ResultSet row) throws SQLException {
    var ids = row.getArray("above_ids");
    if (ids == null) {
      return List.of();
    }
    var id = (UUID[]) ids.getArray();
    var title = (String[]) row.getArray("above_titles").getArray();
    var deleted = (Boolean[]) row.getArray("above_deleted").getArray();
    var above = new ArrayList<Ancestor>();
    for (var i = 0; i < id.length; i++) {
      above.add(new Ancestor(id[i], title[i], deleted[i]));
    }
    return List.copyOf(above);
  }
}
