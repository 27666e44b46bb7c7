package org.steadyboard.board.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.host.HostTestResource;
import org.steadyboard.host.session.SessionToken;

/** A teacher of a test, signed in: an account, a session and the present connection. */
public final class Teacher implements AutoCloseable {

  private final int port;
  private final UUID accountId = UUID.randomUUID();
  private final SessionToken session;
  private final String name;
  private Client client;

  private Teacher(int port, String name) {
    this.port = port;
    this.name = name;
    this.session = SessionToken.issue(accountId, Instant.now(), HostTestResource.SESSION_KEY);
  }

  public static Teacher signedIn(int port, DataSource database) {
    return signedIn(port, database, "teacher");
  }

  public static Teacher signedIn(int port, DataSource database, String role) {
    var teacher = new Teacher(port, "Teacher " + UUID.randomUUID().toString().substring(0, 8));
    try (var connection = database.getConnection()) {
      teacher.keep(connection, role);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return teacher;
  }

  private void keep(Connection connection, String role) throws SQLException {
    try (var account =
            connection.prepareStatement(
                "insert into identity.account (id, email, name, role) values (?, ?, ?, ?)");
        var signIn =
            connection.prepareStatement(
                """
                insert into identity.session
                  (id, token_hash, account_id, user_agent, created_at, expires_at)
                values (?, ?, ?, 'test', now(), ?)
                """)) {
      account.setObject(1, accountId);
      account.setString(2, accountId + "@example.org");
      account.setString(3, name);
      account.setString(4, role);
      account.execute();
      signIn.setObject(1, session.sessionId());
      signIn.setBytes(2, session.hash());
      signIn.setObject(3, accountId);
      signIn.setTimestamp(4, Timestamp.from(Instant.now().plus(Duration.ofHours(12))));
      signIn.execute();
    }
  }

  public UUID accountId() {
    return accountId;
  }

  public UUID sessionId() {
    return session.sessionId();
  }

  public String name() {
    return name;
  }

  public String cookie() {
    return "session=" + session.cookie();
  }

  /** Opens a window and says hello; the boards are to be heard of yet. */
  public Client connect() {
    client = Client.connect(port, "/ws/teacher", "Cookie", cookie());
    return client.say(
        """
        {"type":"hello","protocol":1,"clientId":"%s"}"""
            .formatted(UUID.randomUUID()));
  }

  public Client client() {
    return client;
  }

  /** Connects if need be, and pairs with a board that shows its code. */
  public void pairWith(Board board) {
    if (client == null) {
      connect().next("boards");
    }
    var request = pair(board.code());
    client.next(
        m ->
            m.path("requestId").asText().equals(request.toString())
                && m.get("type").asText().equals("paired"),
        "paired " + request);
    client.next("boards");
    board.client().next("paired");
  }

  /** Asks, and does not wait for the answer. */
  public UUID pair(String code) {
    var request = UUID.randomUUID();
    client.say(
        """
        {"type":"pair","requestId":"%s","code":"%s"}"""
            .formatted(request, code));
    return request;
  }

  public UUID showPage(UUID boardId, UUID pageId) {
    var command = UUID.randomUUID();
    showPage(command, boardId, pageId);
    return command;
  }

  public void showPage(UUID command, UUID boardId, UUID pageId) {
    client.say(
        """
        {"type":"change","commandId":"%s","boardId":"%s","change":
        {"kind":"showPage","lessonId":"%s","pageId":"%s","step":0}}"""
            .formatted(command, boardId, boardId, pageId));
  }

  /** Waits for the answer to a command: done or refused. */
  public JsonNode answer(UUID command) {
    return client.next(
        m -> m.path("commandId").asText().equals(command.toString()), "answer to " + command);
  }

  @Override
  public void close() {
    leaves();
  }

  /** Breaks the connection in the middle of a story. */
  public void leaves() {
    if (client != null) {
      client.close();
    }
  }
}
