package org.steadyboard.lesson.tree.mending;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.lesson.row.WriteLock;
import org.steadyboard.lesson.tree.Tree;
import org.steadyboard.lesson.tree.TreeReading;
import org.steadyboard.lesson.tree.mending.TreeMending.Place;
import org.steadyboard.lesson.tree.mending.TreeMending.Row;

/**
 * Writes what {@link TreeMending} decides. Every host mends by itself: where two do at once, they
 * write the same, and where one did, the other finds nothing to do. A plain class; its user calls
 * it from one thread.
 */
public final class TreeMender {

  /** How many nodes are looked at closely in one go; the rest is found by the next. */
  static final int MAX_SUSPECTS = 10_000;

  private static final String MICROS =
      "(extract(epoch from n.deleted_at) * 1000000)::bigint as deleted_micros";

  /** Nodes and all above them; "union" ends at a cycle. */
  private static final String WITH_ALL_ABOVE =
      """
      with recursive up (id, parent_id) as (
        select n.id, n.parent_id from lesson.node n where n.id = any(?)
        union
        select n.id, n.parent_id from up cross join lateral
          (select a.id, a.parent_id from lesson.node a where a.id = up.parent_id offset 0) n
      )
      select n.id, n.parent_id, n.rank, n.kind = 'lesson' as is_lesson, %s,
        coalesce(n.moved_stamp, 0) as moved_micros, n.parent_before, n.rank_before, n.row_stamp, n.row_host
      from up cross join lateral (select * from lesson.node a where a.id = up.id offset 0) n
      """
          .formatted(MICROS);

  /** What stands under hidden nodes and came there after that was deleted. */
  private static final String STRANDED_BELOW =
      """
      with recursive down (id, hidden) as (
        select * from unnest(?::uuid[], ?::bigint[])
        union
        select n.id, greatest(down.hidden, n.deleted_micros) from down cross join lateral
          (select n.id, %s from lesson.node n where n.parent_id = down.id offset 0) n
      )
      select n.id from down join lesson.node n on n.id = down.id
      where n.deleted_at is null and n.moved_stamp > down.hidden
      limit %d
      """
          .formatted(MICROS, MAX_SUSPECTS);

  /** What a node that became a lesson elsewhere holds, and what came too deep with a move. */
  private static final String MISPLACED_BELOW =
      """
      with recursive down (id, height) as (
        select * from unnest(?::uuid[], ?::int[])
        union
        select n.id, down.height + 1 from down cross join lateral
          (select n.id from lesson.node n where n.parent_id = down.id and n.deleted_at is null offset 0) n
        where down.height <= %1$d
      )
      select down.id from down where down.height > %1$d
      union
      select n.id from unnest(?::uuid[]) lesson (id) cross join lateral
        (select n.id from lesson.node n where n.parent_id = lesson.id and n.deleted_at is null offset 0) n
      limit %2$d
      """
          .formatted(TreeReading.MAX_DEPTH, MAX_SUSPECTS);

  /** All that may be wrong. What hangs on a parent that has not arrived is where it should be. */
  private static final String SUSPECTS =
      """
      with recursive down (id, height, hidden) as (
        select n.id, 1, %1$s from lesson.node n
        where n.parent_id is null or not exists (select from lesson.node p where p.id = n.parent_id)
        union all
        select n.id, down.height + 1, greatest(down.hidden, n.deleted_micros)
        from down join (select n.id, n.parent_id, %1$s from lesson.node n) n on n.parent_id = down.id
      )
      select n.id from lesson.node n
      left join down on down.id = n.id
      left join lesson.node p on p.id = n.parent_id
      where down.id is null or down.height > %2$d or p.kind = 'lesson'
        or (n.deleted_at is null and n.moved_stamp > down.hidden)
      limit %3$d
      """
          .formatted(MICROS, TreeReading.MAX_DEPTH, MAX_SUSPECTS);

  private static final String PUT_BACK =
      """
      update lesson.node set parent_id = ?, rank = ?, moved_stamp = ?, parent_before = null, rank_before = null
      where id = ? and row_stamp = ? and row_host = ?
      """;

  /** Two transactions that did not see each other can leave what search knows wrong. */
  private static final String SEARCH =
      """
      with recursive hidden (id) as (
        select n.id from lesson.node n where n.deleted_at is not null
        union
        select n.id from hidden join lesson.node n on n.parent_id = hidden.id
      )
      update lesson.search_entry e set live = not e.live
      from lesson.page p left join lesson.node n on n.id = p.lesson_id
      where p.id = e.page_id
        and e.live <> (p.deleted_at is null and n.id is not null and n.id not in (select h.id from hidden h))
      """;

  private record Version(long stamp, String host) {}

  private record Loaded(Map<UUID, Row> rows, Map<UUID, Version> versions) {}

  private final DataSource dataSource;

  public TreeMender(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Looks at nodes that changed, and at what their change may have made wrong.
   *
   * @return the nodes that were put back
   */
  public List<UUID> look(Collection<UUID> changed) throws SQLException {
    if (changed.isEmpty()) {
      return List.of();
    }
    try (var connection = dataSource.getConnection()) {
      // Nearly always all is well, and no writer needs to be held up.
      return TreeMending.mend(load(connection, changed).rows.values()).isEmpty()
          ? List.of()
          : mend(connection, changed);
    }
  }

  /** Looks at the whole tree, and at what search knows of it. */
  public List<UUID> lookAtAll() throws SQLException {
    List<UUID> suspects;
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      suspects = ids(statement.executeQuery(SUSPECTS));
      statement.executeUpdate(SEARCH);
    }
    return look(suspects);
  }

  private List<UUID> mend(Connection connection, Collection<UUID> changed) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, WriteLock.TREE);
        lock.executeQuery();
      }
      var loaded = load(connection, changed);
      addFormerPlaces(connection, loaded);
      var written = new ArrayList<UUID>();
      for (var row : TreeMending.mend(loaded.rows.values())) {
        if (putBack(connection, row, loaded.versions.get(row.id()))) {
          written.add(row.id());
        }
      }
      connection.commit();
      return written;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Loaded load(Connection connection, Collection<UUID> changed) throws SQLException {
    var loaded = new Loaded(new HashMap<>(), new HashMap<>());
    addWithAllAbove(connection, loaded, changed);
    var hidden = TreeMending.hiddenSince(loaded.rows.values(), changed);
    if (!hidden.isEmpty()) {
      addWithAllAbove(connection, loaded, strandedBelow(connection, hidden));
    }
    addWithAllAbove(connection, loaded, misplacedBelow(connection, loaded, changed));
    return loaded;
  }

  private static void addFormerPlaces(Connection connection, Loaded loaded) throws SQLException {
    while (true) {
      var missing = new LinkedHashSet<UUID>();
      loaded.rows.values().stream()
          .map(Row::before)
          .filter(Objects::nonNull)
          .map(Place::parentId)
          .filter(id -> id != null && !loaded.rows.containsKey(id))
          .forEach(missing::add);
      var before = loaded.rows.size();
      addWithAllAbove(connection, loaded, missing);
      if (loaded.rows.size() == before) {
        return;
      }
    }
  }

  private static void addWithAllAbove(Connection connection, Loaded loaded, Collection<UUID> nodes)
      throws SQLException {
    if (nodes.isEmpty()) {
      return;
    }
    try (var query = connection.prepareStatement(WITH_ALL_ABOVE)) {
      query.setArray(1, connection.createArrayOf("uuid", nodes.toArray()));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          var row = row(found);
          loaded.rows.put(row.id(), row);
          loaded.versions.put(
              row.id(), new Version(found.getLong("row_stamp"), found.getString("row_host")));
        }
      }
    }
  }

  private static Row row(ResultSet found) throws SQLException {
    var rankBefore = found.getString("rank_before");
    return new Row(
        found.getObject("id", UUID.class),
        new Place(found.getObject("parent_id", UUID.class), found.getString("rank")),
        found.getBoolean("is_lesson"),
        found.getObject("deleted_micros", Long.class),
        found.getLong("moved_micros"),
        rankBefore == null
            ? null
            : new Place(found.getObject("parent_before", UUID.class), rankBefore));
  }

  private static List<UUID> strandedBelow(Connection connection, Map<UUID, Long> hidden)
      throws SQLException {
    try (var query = connection.prepareStatement(STRANDED_BELOW)) {
      var nodes = List.copyOf(hidden.keySet());
      query.setArray(1, connection.createArrayOf("uuid", nodes.toArray()));
      query.setArray(
          2, connection.createArrayOf("bigint", nodes.stream().map(hidden::get).toArray()));
      return ids(query.executeQuery());
    }
  }

  private static List<UUID> misplacedBelow(
      Connection connection, Loaded loaded, Collection<UUID> changed) throws SQLException {
    var levels = TreeMending.levels(loaded.rows.values(), changed);
    // No host lets anyone build higher than this, so what stands no deeper need not be walked down.
    levels.values().removeIf(l -> l <= TreeReading.MAX_DEPTH - Tree.MAX_LEVELS);
    var lessons =
        changed.stream()
            .filter(id -> loaded.rows.containsKey(id) && loaded.rows.get(id).isLesson())
            .toList();
    if (levels.isEmpty() && lessons.isEmpty()) {
      return List.of();
    }
    try (var query = connection.prepareStatement(MISPLACED_BELOW)) {
      var nodes = List.copyOf(levels.keySet());
      query.setArray(1, connection.createArrayOf("uuid", nodes.toArray()));
      query.setArray(
          2, connection.createArrayOf("int4", nodes.stream().map(levels::get).toArray()));
      query.setArray(3, connection.createArrayOf("uuid", lessons.toArray()));
      return ids(query.executeQuery());
    }
  }

  private static List<UUID> ids(ResultSet rows) throws SQLException {
    try (rows) {
      var ids = new ArrayList<UUID>();
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
      return ids;
    }
  }

  /** Not when another version has arrived meanwhile: its arrival makes us look again. */
  private static boolean putBack(Connection connection, Row row, Version version)
      throws SQLException {
    try (var update = connection.prepareStatement(PUT_BACK)) {
      update.setObject(1, row.place().parentId());
      update.setString(2, row.place().rank());
      update.setLong(3, row.movedMicros());
      update.setObject(4, row.id());
      update.setLong(5, version.stamp);
      update.setString(6, version.host);
      return update.executeUpdate() > 0;
    }
  }
}
