package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.stage.Change.SetTool;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.testkit.Eventually;

/**
 * A host that makes a row for a stage that it does not know takes nothing from the page that was
 * acknowledged on another host before.
 */
class DefaultsLoseTest {

  @TempDir private static Path folder;
  private static JoinedHosts hosts;
  private static Process a;
  private static Process b;

  private final UUID boardId = UUID.randomUUID();
  private final UUID page = UUID.randomUUID();
  private final SignedIn who = account();

  @BeforeAll
  static void start() throws Exception {
    hosts = new JoinedHosts(folder, "a", "b");
    a = new Process(hosts.url("a"), Clock.systemUTC(), School.USUAL, new Desk.Place("a", 0));
    b = new Process(hosts.url("b"), Clock.systemUTC(), School.USUAL, new Desk.Place("b", 1));
  }

  @AfterEach
  void healed() {
    hosts.heal();
  }

  @AfterAll
  static void stop() throws Exception {
    a.close();
    b.close();
    hosts.close();
  }

  @Test
  void oneThatIsMadeByPairing() {
    hosts.cut();
    var teacher = School.teacher(a, who);
    School.pair(teacher, School.board(a, boardId));
    School.awaitsDone(teacher.wire(), School.show(teacher, boardId, page));

    var board = School.board(b, boardId);
    School.pair(School.teacher(b, who), board);
    board.wire().awaits("paired");
    assertThat(stage("b")).as("the hazard is real").isEqualTo(" 0-b");

    hosts.heal();
    School.awaitsPage(board.wire(), page);
    awaitsThePageOnBoth();
  }

  @Test
  void oneThatIsMadeBySteering() throws Exception {
    var teacher = School.teacher(a, who);
    School.pair(teacher, School.board(a, boardId));
    Eventually.holds(
        "b has both rows", () -> hosts.query("b", BOTH_ROWS.formatted(boardId)).size() == 1);
    hosts.cut();
    // As if it had not arrived yet; what is deleted is sent to nobody.
    hosts.execute("b", "delete from board.stage where id = '%s'".formatted(boardId));
    School.awaitsDone(teacher.wire(), School.show(teacher, boardId, page));

    // Refused, but the row to refuse it by is made.
    var atB = School.teacher(b, who);
    var large = new SetTool("ink", TextNode.valueOf("x".repeat(5000)));
    b.desk().says(atB.link(), new ChangeStage(UUID.randomUUID(), boardId, large));
    assertThat(atB.wire().awaits("refused").get("code").asText()).isEqualTo("too-large");
    assertThat(stage("b")).as("the hazard is real").isEqualTo(" 0-b");

    hosts.heal();
    School.awaitsPage(atB.wire(), page);
    awaitsThePageOnBoth();
  }

  private void awaitsThePageOnBoth() {
    Eventually.holds(
        "the page on both",
        () -> stage("a").startsWith(page.toString()) && stage("a").equals(stage("b")));
  }

  private static final String BOTH_ROWS =
      """
      select s.id from board.stage s join board.pairing p on p.board_id = s.id where s.id = '%s'
      """;

  /** Page and revision. */
  private String stage(String host) {
    return hosts
        .query(
            host,
            """
            select concat(page_id, ' ', row_stamp, '-', row_host) from board.stage where id = '%s'
            """
                .formatted(boardId))
        .getFirst();
  }

  private static SignedIn account() {
    var who = School.account(hosts.service("a"));
    Eventually.holds(
        "the account is on b",
        () ->
            !hosts
                .query("b", "select id from identity.account where id = '" + who.accountId() + "'")
                .isEmpty());
    return who;
  }
}
