package org.steadyboard.board.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.SetClock;

/** A guess counts from when it begins. The clock stands still: no guess is forgotten. */
class GuessesTest {

  @AutoClose private static final HostDatabase host = new HostDatabase();

  private static final Process process =
      new Process(host.url(), new SetClock(Instant.now().plusSeconds(60)), School.USUAL);

  @AfterAll
  static void stop() {
    process.close();
  }

  @Test
  void thoseMadeAtOnceAreLimitedBeforeAnyIsAnswered() throws SQLException {
    var teacher = teacher("192.0.2.1");
    var requests = new ArrayList<UUID>();
    try (var other = host.service().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table board.pair_code in access exclusive mode");
      for (var i = 0; i < 6; i++) {
        requests.add(School.pair(teacher, "09999" + i));
      }
      teacher.wire().awaits("refused");
      assertThat(refusals(teacher)).containsExactly(requests.getLast() + " too-many-attempts");
      other.rollback();
    }
    Eventually.holds("all are answered", () -> teacher.wire().sent("refused").size() == 6);
    assertThat(refusals(teacher))
        .containsAll(
            requests.subList(0, 5).stream().map(request -> request + " unknown-code").toList());
  }

  @Test
  void aRightCodeForgivesNothingAndIsNoGuess() {
    var teacher = teacher("192.0.2.2");
    guess(teacher, 3);
    for (var i = 0; i < 3; i++) {
      School.pair(teacher, School.board(process, UUID.randomUUID()));
    }
    guess(teacher, 2);
    var last = School.pair(teacher, "099999");
    Eventually.holds("refused", () -> teacher.wire().sent("refused").size() == 6);
    assertThat(refusals(teacher).getLast()).isEqualTo(last + " too-many-attempts");
  }

  @Test
  void whatTheDatabaseDidNotAnswerIsNoGuess() throws SQLException {
    var teacher = teacher("192.0.2.3");
    try (var other = host.service().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table board.pair_code in access exclusive mode");
      for (var i = 0; i < 5; i++) {
        School.pair(teacher, "099999");
      }
      Eventually.holds("given up", () -> teacher.wire().sent("refused").size() == 5);
      assertThat(refusals(teacher)).allMatch(refusal -> refusal.endsWith("database-away"));
      other.rollback();
    }
    School.pair(teacher, School.board(process, UUID.randomUUID()));
  }

  private static void guess(School.Seat<TeacherLink> teacher, int times) {
    var before = teacher.wire().sent("refused").size();
    for (var i = 0; i < times; i++) {
      School.pair(teacher, "099999");
    }
    Eventually.holds("refused", () -> teacher.wire().sent("refused").size() == before + times);
    assertThat(refusals(teacher)).allMatch(refusal -> refusal.endsWith("unknown-code"));
  }

  private static List<String> refusals(School.Seat<TeacherLink> teacher) {
    return teacher.wire().sent("refused").stream()
        .map(m -> m.get("requestId").asText() + " " + m.get("code").asText())
        .toList();
  }

  private static School.Seat<TeacherLink> teacher(String address) {
    return School.teacher(process, School.account(host.service()), address);
  }
}
