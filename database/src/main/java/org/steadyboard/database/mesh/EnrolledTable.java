package org.steadyboard.database.mesh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A replicated table and the columns that two hosts both have: while a migration goes round, one
 * host may have more than the other.
 *
 * @param name as {@code schema.table}
 */
record EnrolledTable(String name, List<String> columns) {

  /** The enrolled tables that both hosts have, in the order of their names. */
  static List<EnrolledTable> ofBoth(Connection here, Connection peer) throws SQLException {
    var there = of(peer);
    var both = new ArrayList<EnrolledTable>();
    for (var table : of(here)) {
      for (var same : there) {
        if (same.name.equals(table.name)) {
          both.add(
              new EnrolledTable(
                  table.name, table.columns.stream().filter(same.columns::contains).toList()));
        }
      }
    }
    return both;
  }

  private static List<EnrolledTable> of(Connection connection) throws SQLException {
    var tables = new ArrayList<EnrolledTable>();
    try (var rows =
        connection
            .createStatement()
            .executeQuery(
                """
                select t.name, array_agg(quote_ident(a.attname) order by a.attname collate "C")
                from replication.enrolled_table t
                join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                group by t.name order by t.name collate "C"
                """)) {
      while (rows.next()) {
        tables.add(
            new EnrolledTable(rows.getString(1), List.of((String[]) rows.getArray(2).getArray())));
      }
    }
    return tables;
  }

  String columnList() {
    return String.join(", ", columns);
  }

  /**
   * A number that tells one version of a row from every other, over the columns that both hosts
   * have.
   */
  String rowHash() {
    return "hashtextextended(row("
        + columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "))
        + ")::text, 0)";
  }
}
