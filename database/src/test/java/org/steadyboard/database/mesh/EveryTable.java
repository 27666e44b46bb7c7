package org.steadyboard.database.mesh;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** How a test writes to each enrolled table: insert or change, soft delete, and long values. */
public final class EveryTable {

  /** The columns of an insert without the key, their values, and the column that a change sets. */
  private record Writer(String columns, String values, String changed) {}

  private static final Map<String, Writer> WRITERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "identity.account",
                  new Writer("name, email, role", "'%s', 'x', 'teacher'", "name")),
              Map.entry(
                  "identity.decision",
                  new Writer(
                      "account_id, about, says, made_at",
                      "md5('%s')::uuid, 'sessions', 'anew', now()",
                      "made_at")),
              Map.entry("identity.password", new Writer("hash, changed_at", "'%s', now()", "hash")),
              Map.entry(
                  "identity.preference",
                  new Writer("document", "jsonb_build_object('n', '%s')", "document")),
              Map.entry(
                  "identity.session",
                  new Writer(
                      "user_agent, token_hash, account_id, created_at, expires_at",
                      "'%s', '\\x00', gen_random_uuid(), now(), now()",
                      "user_agent")),
              Map.entry(
                  "lesson.node",
                  new Writer("title, kind, rank, language", "'%s', 'lesson', 'a', 'nl'", "title")),
              Map.entry(
                  "lesson.page",
                  new Writer(
                      "markdown, lesson_id, rank, notes, html, headings, words, rendering",
                      "'%s', gen_random_uuid(), 'a', '', '', '', '', 1",
                      "markdown")),
              Map.entry(
                  "board.board",
                  new Writer("secret_hash, created_at", "'%s', now()", "secret_hash")),
              Map.entry(
                  "board.stage", new Writer("tools", "jsonb_build_object('n', '%s')", "tools")),
              Map.entry(
                  "board.pairing",
                  new Writer(
                      "name, board_id, account_id, paired_at, request_id",
                      "'%s', gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid()",
                      "name")),
              Map.entry(
                  "board.presence",
                  new Writer(
                      "host, board_id, connected, seen_at",
                      "'%s', gen_random_uuid(), true, now()",
                      "host")),
              Map.entry("board.pulse", new Writer("host, beat_at", "'%s', now()", "host")),
              Map.entry(
                  "host.pulse",
                  new Writer("host, service, beat_at", "'%s', 'lesson', now()", "host")),
              Map.entry(
                  "board.pointer",
                  new Writer("x, y, visible", "1.0 / length('%s'), 0.5, true", "x")),
              Map.entry(
                  "identity.session_end",
                  new Writer("ended_at", "now() + interval '1 second' * length('%s')", "ended_at")),
              Map.entry(
                  "lesson.page_version",
                  new Writer(
                      "markdown, page_id, lesson_id, made_at",
                      "'%s', gen_random_uuid(), gen_random_uuid(), now()",
                      "markdown")),
              Map.entry(
                  "media.item",
                  new Writer(
                      "file_name, sha256, size, content_type, created_at",
                      "'%s', sha256('x'), 1, '', now()",
                      "file_name")),
              Map.entry(
                  "media.copy",
                  new Writer(
                      "host, sha256, held, since", "'%s', sha256('x'), true, now()", "host"))));

  private EveryTable() {}

  public static List<String> names() {
    return List.copyOf(WRITERS.keySet());
  }

  /**
   * One statement that writes the row and returns its stamp; nothing when there is no row to
   * change.
   */
  public static String write(String table, UUID key, Random random) {
    var writer = WRITERS.get(table);
    var what = random.nextInt(10);
    if (what == 0) {
      return "update %s set deleted_at = case when deleted_at is null then now() end where id = '%s' returning row_stamp"
          .formatted(table, key);
    }
    if (what < 4 && table.equals("lesson.page")) {
      return "update lesson.page set rank = 'r%d' where id = '%s' returning row_stamp"
          .formatted(random.nextInt(1000), key);
    }
    return "insert into %1$s as t (%2$s, id) values (%3$s, '%4$s') on conflict (id) do update set %5$s = excluded.%5$s returning row_stamp"
        .formatted(
            table,
            writer.columns,
            writer.values.formatted(value(table, random)),
            key,
            writer.changed);
  }

  /** Every third page is too long for its row: random, so that it does not compress. */
  private static String value(String table, Random random) {
    if (!table.equals("lesson.page") || random.nextInt(3) > 0) {
      return "n" + random.nextInt(1_000_000);
    }
    var text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append(Long.toHexString(random.nextLong()));
    }
    return text.toString();
  }
}
