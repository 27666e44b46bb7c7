package org.steadyboard.lesson.plans;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A hundred thousand rows of everything that grows, put beside what is there and taken away again
 * without a word to anyone.
 */
final class HundredThousandRows {

  private static final String STAMP = "row_stamp, row_host";
  private static final String STAMPED = "1, 'many'";

  /** By table: the columns, and their values for number n. */
  private static final Map<String, String[]> TABLES = new LinkedHashMap<>();

  static {
    put(
        "lesson.node",
        "id, parent_id, kind, title, rank, language, ",
        "md5('node ' || n)::uuid, md5('node ' || n / 100)::uuid, 'lesson', 'many', 'a' || n, 'en', ");
    put(
        "lesson.page",
        "id, lesson_id, rank, markdown, notes, html, headings, words, rendering, ",
        "md5('page ' || n)::uuid, md5('node ' || n / 10)::uuid, 'a' || n, '', '', '', '', '', 1, ");
    put(
        "lesson.page_version",
        "id, page_id, lesson_id, markdown, made_at, ",
        "md5('version ' || n)::uuid, md5('page ' || n / 10)::uuid, md5('node ' || n / 100)::uuid, '', now(), ");
    put(
        "media.item",
        "id, sha256, size, content_type, file_name, created_at, ",
        "md5('item ' || n)::uuid, sha256(n::text::bytea), 1, 'image/png', 'x.png', now(), ");
    put(
        "identity.account",
        "id, email, name, role, ",
        "md5('account ' || n)::uuid, n || '@many.example', 'many', 'teacher', ");
    put(
        "identity.session",
        "id, token_hash, account_id, user_agent, created_at, expires_at, ",
        "md5('session ' || n)::uuid, '', md5('account ' || n)::uuid, '', now(), now() + interval '1 day', ");
    put(
        "board.pairing",
        "id, board_id, account_id, name, paired_at, ",
        "md5('pairing ' || n)::uuid, md5('board ' || n)::uuid, md5('account ' || n)::uuid, '', now(), ");
    TABLES.put(
        "lesson.search_entry",
        new String[] {
          "page_id, lesson_id, title, language, tags, page_rank, live, headings, words, configuration, terms",
          "md5('page ' || n)::uuid, md5('node ' || n / 10)::uuid, 'many', 'en', '{}', 'a', true, '', '', 'english', ''",
          "title = 'many'"
        });
  }

  private static void put(String table, String columns, String values) {
    TABLES.put(table, new String[] {columns + STAMP, values + STAMPED, "row_host = 'many'"});
  }

  private final DataSource superuser;

  HundredThousandRows(DataSource superuser) {
    this.superuser = superuser;
  }

  void add() throws SQLException {
    quietly(
        (table, sql) ->
            "insert into %s (%s) select %s from generate_series(1, 100000) n"
                .formatted(table, sql[0], sql[1]));
    try (var connection = superuser.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }

  static List<String> tables() {
    return List.copyOf(TABLES.keySet());
  }

  void remove() throws SQLException {
    quietly((table, sql) -> "delete from %s where %s".formatted(table, sql[2]));
  }

  private interface Statement {
    String of(String table, String[] sql);
  }

  private void quietly(Statement statement) throws SQLException {
    try (var connection = superuser.getConnection()) {
      connection.setAutoCommit(false);
      for (var table : TABLES.entrySet()) {
        var asBefore = triggers(connection, table.getKey());
        execute(connection, "alter table %s disable trigger user".formatted(table.getKey()));
        execute(connection, statement.of(table.getKey(), table.getValue()));
        for (var trigger : asBefore) {
          execute(connection, trigger);
        }
      }
      connection.commit();
    }
  }

  /** What makes each trigger fire again where it did. */
  private static List<String> triggers(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select 'alter table %1$s enable '
                  || case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end
                  || ' trigger ' || tgname
                from pg_trigger where tgrelid = '%1$s'::regclass and not tgisinternal and tgenabled <> 'D'
                """
                    .formatted(table))) {
      var triggers = new ArrayList<String>();
      while (rows.next()) {
        triggers.add(rows.getString(1));
      }
      return triggers;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
