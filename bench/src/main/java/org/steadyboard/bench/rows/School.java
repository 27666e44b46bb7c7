package org.steadyboard.bench.rows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Writes the rows of teachers and paired boards straight into a host's database. Rows are the
 * interface between services; pairing thousands by code would only measure the limits on guessing.
 */
public final class School {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration SESSION = Duration.ofHours(12);

  /** A teacher who is signed in. */
  public record Teacher(UUID account, SessionCookie session) {}

  /** A board that is paired with one teacher. */
  public record PairedBoard(UUID id, String secret, Teacher teacher) {}

  private final byte[] sessionKey;

  public School(byte[] sessionKey) {
    this.sessionKey = sessionKey.clone();
  }

  /** One teacher, signed in. */
  public Teacher teacher(Connection connection, String role) throws SQLException {
    return teachers(connection, 1, role).getFirst();
  }

  /** {@code count} boards, each paired with a teacher of its own who is signed in. */
  public List<PairedBoard> pairs(Connection connection, int count) throws SQLException {
    var teachers = teachers(connection, count, "teacher");
    var boards =
        teachers.stream().map(t -> new PairedBoard(UUID.randomUUID(), secret(), t)).toList();
    inOneTransaction(
        connection,
        () -> {
          insertBoards(connection, boards);
          insertPairings(connection, boards);
        });
    return boards;
  }

  private List<Teacher> teachers(Connection connection, int count, String role)
      throws SQLException {
    var now = Instant.now();
    var teachers = new ArrayList<Teacher>();
    for (var i = 0; i < count; i++) {
      var account = UUID.randomUUID();
      teachers.add(new Teacher(account, SessionCookie.issue(account, now, sessionKey)));
    }
    inOneTransaction(
        connection,
        () -> {
          insertAccounts(connection, teachers, role);
          insertSessions(connection, teachers, now);
        });
    return teachers;
  }

  private static void insertAccounts(Connection connection, List<Teacher> teachers, String role)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into identity.account (id, email, name, role) values (?, ?, ?, ?)")) {
      for (var teacher : teachers) {
        insert.setObject(1, teacher.account());
        insert.setString(2, teacher.account() + "@example.org");
        insert.setString(3, "Bench " + role);
        insert.setString(4, role);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertSessions(Connection connection, List<Teacher> teachers, Instant now)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into identity.session
              (id, token_hash, account_id, user_agent, created_at, expires_at)
            values (?, ?, ?, 'bench', ?, ?)
            """)) {
      for (var teacher : teachers) {
        insert.setObject(1, teacher.session().rowId());
        insert.setBytes(2, teacher.session().hash());
        insert.setObject(3, teacher.account());
        insert.setTimestamp(4, Timestamp.from(now));
        insert.setTimestamp(5, Timestamp.from(now.plus(SESSION)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertBoards(Connection connection, List<PairedBoard> boards)
      throws SQLException {
    try (var board =
            connection.prepareStatement(
                "insert into board.board (id, secret_hash, created_at) values (?, ?, now())");
        var stage = connection.prepareStatement("insert into board.stage (id) values (?)")) {
      for (var paired : boards) {
        board.setObject(1, paired.id());
        board.setBytes(2, sha256(paired.secret()));
        board.addBatch();
        stage.setObject(1, paired.id());
        stage.addBatch();
      }
      board.executeBatch();
      stage.executeBatch();
    }
  }

  private static void insertPairings(Connection connection, List<PairedBoard> boards)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into board.pairing (id, board_id, account_id, name, paired_at)
            values (gen_random_uuid(), ?, ?, 'Bench', now())
            """)) {
      for (var paired : boards) {
        insert.setObject(1, paired.id());
        insert.setObject(2, paired.teacher().account());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private interface Writes {
    void run() throws SQLException;
  }

  private static void inOneTransaction(Connection connection, Writes writes) throws SQLException {
    connection.setAutoCommit(false);
    writes.run();
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** As a board page makes it: 32 random bytes. */
  private static String secret() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
