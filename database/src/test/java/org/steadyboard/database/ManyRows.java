package org.steadyboard.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Schools of any size: teacher n is signed in and paired with board n, which two hosts saw; every
 * tenth has a lesson of ten pages. There are as many files on two hosts, a tenth of them shared and
 * the others of a hundred teachers. What is there already stays.
 */
public final class ManyRows {

  private static final List<String> TABLES =
      List.of(
          """
          identity.account (id, email, name, role)
          select md5('account ' || n)::uuid, n || '@example.org', 'Teacher ' || n, 'teacher' from n
          """,
          """
          identity.password (id, hash, changed_at)
          select md5('account ' || n)::uuid, '', '2026-01-01' from n
          """,
          """
          identity.decision (id, account_id, about, says, made_at)
          select md5('decision ' || n)::uuid, md5('account ' || n)::uuid, 'role', 'teacher', now() from n
          """,
          """
          identity.preference (id, document) select md5('account ' || n)::uuid, '{}' from n
          """,
          """
          identity.session (id, token_hash, account_id, user_agent, created_at, expires_at)
          select md5('session ' || n)::uuid, '', md5('account ' || n)::uuid, '', now(), now() + interval '1 day' from n
          """,
          """
          identity.session_end (id, ended_at) select md5('ended ' || n)::uuid, now() from n
          """,
          """
          board.board (id, secret_hash, created_at) select md5('board ' || n)::uuid, '', now() from n
          """,
          """
          board.pairing (id, board_id, account_id, name, paired_at)
          select md5('pairing ' || n)::uuid, md5('board ' || n)::uuid, md5('account ' || n)::uuid, 'Board', now() from n
          """,
          """
          board.stage (id) select md5('board ' || n)::uuid from n
          """,
          """
          board.presence (id, board_id, host, connected, seen_at)
          select md5('presence ' || host || ' ' || n)::uuid, md5('board ' || n)::uuid, host, true, now()
          from n, unnest(array['a', 'b']) host
          """,
          """
          board.pointer (id, x, y, visible) select md5('board ' || n)::uuid, 0, 0, true from n
          """,
          """
          board.pair_code (code, board_id, secret_hash, expires_at)
          select '9' || lpad(n::text, 5, '0'), md5('waiting ' || n)::uuid, '', now() + interval '1 day' from n
          """,
          """
          host.pulse (id, host, service, beat_at) select md5('pulse ' || n)::uuid, 'h' || n, 'board', now() from n
          """,
          """
          lesson.node (id, kind, title, rank, language)
          select distinct md5('course ' || n / 1000)::uuid, 'course', 'Course', 'a' || n / 1000, 'en' from n
          """,
          """
          lesson.node (id, parent_id, kind, title, rank, language)
          select distinct md5('theme ' || n / 100)::uuid, md5('course ' || n / 1000)::uuid, 'theme', 'Theme', 'a' || n / 100, 'en'
          from n
          """,
          """
          lesson.node (id, parent_id, kind, title, rank, language)
          select md5('lesson ' || n)::uuid, md5('theme ' || n / 100)::uuid, 'lesson', 'Lesson ' || n, 'a' || n, 'en'
          from n where n % 10 = 5
          """,
          """
          lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering)
          select md5('page ' || n || ' ' || page)::uuid, md5('lesson ' || n)::uuid, 'a' || page, '', '', '', '', 'word' || n, 1
          from n, generate_series(0, 9) page where n % 10 = 5
          """,
          """
          media.item (id, sha256, size, content_type, file_name, owner_id, created_at)
          select md5('file ' || n)::uuid, sha256(n::text::bytea), 9, 'image/png', 'photo ' || n || '.png',
            case when n % 10 > 0 then md5('account ' || n % 100)::uuid end, '2026-01-01'::timestamptz + n * interval '1 minute'
          from n
          """,
          """
          media.copy (id, sha256, host, held, since)
          select md5('copy ' || host || ' ' || n)::uuid, sha256(n::text::bytea), host, true, now()
          from n, unnest(array['a', 'b']) host
          """);

  private ManyRows() {}

  /** Those of the numbers 1 to {@code last}, in the tables of one schema. */
  public static void fill(Connection connection, String schema, int last) throws SQLException {
    for (var table : TABLES.stream().filter(t -> t.startsWith(schema + ".")).toList()) {
      try (var statement =
          connection.prepareStatement(
              "with n as (select n from generate_series(1, ?) n) insert into "
                  + table
                  + " on conflict do nothing")) {
        statement.setInt(1, last);
        statement.executeUpdate();
      }
    }
  }

  /**
   * @param what such as "board"
   */
  public static UUID id(String what, int n) {
    try {
      var md5 = MessageDigest.getInstance("MD5");
      var bytes = ByteBuffer.wrap(md5.digest((what + " " + n).getBytes(StandardCharsets.UTF_8)));
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those of the numbers 1 to {@code last}. */
  public static List<UUID> ids(String what, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(n -> id(what, n)).toList();
  }
}
