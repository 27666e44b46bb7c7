package org.steadyboard.database.mesh.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A replicated table and the columns that two hosts both have: while a migration goes round, one
 * host may have more than the other. Columns that are on their way out on either host are left out.
 *
 * @param name as {@code schema.table}
 */
record EnrolledTable(String name, List<String> columns) {

  /**
   * @param tables that both hosts have, in the order of their names
   * @param waiting names of tables that the peer has more of than we: nothing of them is fetched,
   *     for a row that is cut short would pass for the whole one
   */
  record Shared(List<EnrolledTable> tables, List<String> waiting) {}

  private record Columns(Set<String> live, Set<String> retired) {}

  static Shared ofBoth(Connection here, Connection peer) throws SQLException {
    var ours = of(here);
    var tables = new ArrayList<EnrolledTable>();
    var waiting = new ArrayList<String>();
    for (var table : of(peer).entrySet()) {
      var own = ours.getOrDefault(table.getKey(), new Columns(Set.of(), Set.of()));
      var theirs = new HashSet<>(table.getValue().live);
      theirs.removeAll(own.retired);
      if (own.live.containsAll(theirs)) {
        tables.add(new EnrolledTable(table.getKey(), theirs.stream().sorted().toList()));
      } else {
        waiting.add(table.getKey());
      }
    }
    return new Shared(tables, waiting);
  }

  /** By name, in order. */
  private static Map<String, Columns> of(Connection connection) throws SQLException {
    var tables = new TreeMap<String, Columns>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select t.name,
                    array_agg(quote_ident(a.attname)) filter (where r.column_name is null),
                    coalesce(array_agg(quote_ident(a.attname)) filter (where r.column_name is not null), '{}')
                from replication.enrolled_table t
                join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                left join replication.retired_column r on r.table_name = t.name and r.column_name = a.attname
                group by t.name
                """)) {
      while (rows.next()) {
        tables.put(rows.getString(1), new Columns(set(rows.getArray(2)), set(rows.getArray(3))));
      }
    }
    return tables;
  }

  private static Set<String> set(java.sql.Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }

  String columnList() {
    return String.join(", ", columns);
  }

  /** The columns of a row that the statement calls t. */
  String columnsOfT() {
    return columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "));
  }

  /**
   * A number that tells one content of a row from every other, over the columns that both hosts
   * have.
   */
  String rowHash() {
    return "hashtextextended(row(" + columnsOfT() + ")::text, 0)";
  }
}
