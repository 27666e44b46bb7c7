package org.steadyboard.board.desk;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.message.TeacherMessages.Pair;
import org.steadyboard.board.stage.Change.ShowPage;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/** Boards and teachers that speak to a {@link Process} directly, without sockets. */
final class School {

  static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  private School() {}

  /** A window of a browser, or a board's page. */
  record Seat<L>(Process process, L link, RecordingWire wire) {}

  static Seat<BoardLink> board(Process process, UUID boardId) {
    return board(process, boardId, SECRET, Optional.empty());
  }

  static Seat<BoardLink> board(
      Process process, UUID boardId, String secret, Optional<Revision> revision) {
    return board(process, boardId, secret, revision, "192.0.2.1");
  }

  static Seat<BoardLink> board(
      Process process, UUID boardId, String secret, Optional<Revision> revision, String network) {
    var wire = new RecordingWire();
    var link = new BoardLink(wire, process.limits(), System.nanoTime(), network);
    process.desk().opened(link);
    process.desk().says(link, new BoardMessages.Hello(boardId, secret, revision));
    return new Seat<>(process, link, wire);
  }

  static SignedIn account(DataSource database) {
    var id = UUID.randomUUID();
    var session = UUID.randomUUID();
    var expiresAt = Instant.now().plus(Duration.ofHours(12));
    try (var connection = database.getConnection();
        var account =
            connection.prepareStatement(
                "insert into identity.account (id, email, name, role) values (?, ?, 'T', 'teacher')");
        var signIn =
            connection.prepareStatement(
                """
                insert into identity.session
                  (id, token_hash, account_id, user_agent, created_at, expires_at)
                values (?, '', ?, 'test', now(), now() + interval '12 hours')
                """)) {
      account.setObject(1, id);
      account.setString(2, id + "@example.org");
      account.execute();
      signIn.setObject(1, session);
      signIn.setObject(2, id);
      signIn.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return new SignedIn(
        id, id + "@example.org", "T", SignedIn.TEACHER, session, Instant.now(), expiresAt);
  }

  /** A teacher who said hello and heard of the boards. */
  static Seat<TeacherLink> teacher(Process process, SignedIn who) {
    return teacher(process, who, "192.0.2.1");
  }

  static Seat<TeacherLink> teacher(Process process, SignedIn who, String address) {
    var wire = new RecordingWire();
    var link = new TeacherLink(wire, process.limits(), System.nanoTime(), who, address);
    process.desk().opened(link);
    process.desk().says(link, new TeacherMessages.Hello(UUID.randomUUID()));
    wire.awaits("boards");
    return new Seat<>(process, link, wire);
  }

  static UUID pair(Seat<TeacherLink> teacher, String code) {
    var request = UUID.randomUUID();
    teacher.process().desk().says(teacher.link(), new Pair(request, code, Optional.empty()));
    return request;
  }

  /** Pairs by the code that the board shows, and waits until the teacher may steer. */
  static void pair(Seat<TeacherLink> teacher, Seat<BoardLink> board) {
    pair(teacher, board.wire().awaits("code").get("code").asText());
    var boardId = board.link().hello().boardId().toString();
    teacher.wire().awaits("paired", m -> m.get("boardId").asText().equals(boardId));
    teacher.wire().awaits("boards", m -> m.toString().contains(boardId));
  }

  static UUID show(Seat<TeacherLink> teacher, UUID boardId, UUID pageId) {
    var command = UUID.randomUUID();
    show(teacher, command, boardId, pageId);
    return command;
  }

  static void show(Seat<TeacherLink> teacher, UUID command, UUID boardId, UUID pageId) {
    teacher
        .process()
        .desk()
        .says(teacher.link(), new ChangeStage(command, boardId, new ShowPage(boardId, pageId, 0)));
  }

  static void awaitsPage(RecordingWire wire, UUID pageId) {
    wire.awaits("stage", m -> m.at("/stage/pageId").asText().equals(pageId.toString()));
  }

  static void awaitsDone(RecordingWire wire, UUID command) {
    wire.awaits("done", m -> m.get("commandId").asText().equals(command.toString()));
  }

  /**
   * That the teacher's one board is seen by this host: told by the list of boards or by itself, as
   * rows arrive in either order. Before a board leaves, as who never saw it is not told that it
   * left.
   */
  static void awaitsHost(Seat<TeacherLink> teacher, String host) {
    Eventually.holds(
        "seen by " + host,
        () -> {
          var last = "";
          for (var message : teacher.wire().sent()) {
            if (message.get("type").asText().equals("boardStatus")) {
              last = message.path("host").asText();
            } else if (message.get("type").asText().equals("boards")) {
              last = message.at("/boards/0/host").asText();
            }
          }
          return last.equals(host);
        });
  }

  static final Map<String, String> USUAL = Map.of();
}
