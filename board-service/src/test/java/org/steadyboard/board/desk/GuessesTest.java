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

  private static final int WINDOWS = 20;
  private static final int GUESSES = 20;

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
  void aRightCodeForgivesNothingAndCountsToo() {
    var teacher = teacher("192.0.2.2");
    guess(teacher, 3);
    for (var i = 0; i < 2; i++) {
      School.pair(teacher, School.board(process, UUID.randomUUID()));
    }
    var last = School.pair(teacher, "099999");
    Eventually.holds("refused", () -> teacher.wire().sent("refused").size() == 4);
    assertThat(refusals(teacher).getLast()).isEqualTo(last + " too-many-attempts");
  }

  /** Where every guess is right, as somebody has taken all codes. */
  @Test
  void overAllConnectionsOfATeacherAtMostFiveAreJudged() throws SQLException {
    host.execute(
        """
        insert into board.pair_code (code, board_id, secret_hash, expires_at)
        select '0' || lpad(n::text, 5, '0'), gen_random_uuid(), '', now() + interval '1 hour'
        from generate_series(0, 99999) n on conflict do nothing
        """);
    try {
      var who = School.account(host.service());
      var windows = new ArrayList<School.Seat<TeacherLink>>();
      for (var i = 0; i < WINDOWS; i++) {
        windows.add(School.teacher(process, who, "192.0.2." + (20 + i)));
      }
      for (var i = 1; i <= GUESSES; i++) {
        var said = i;
        windows.forEach(window -> School.pair(window, "0%05d".formatted(said)));
        // In waves: what is given back by an answer is there for the next.
        Eventually.holds(
            "all are answered",
            () -> windows.stream().allMatch(w -> refusals(w).size() + paired(w) == said));
      }
      assertThat(windows.stream().mapToInt(GuessesTest::paired).sum()).isLessThanOrEqualTo(5);
      assertThat(windows.stream().flatMap(w -> refusals(w).stream()))
          .allMatch(refusal -> refusal.endsWith("too-many-attempts") || refusal.endsWith("-code"));
    } finally {
      host.execute("delete from board.pair_code where secret_hash = ''");
    }
  }

  @Test
  void aSchoolMayPairManyBoardsAtOnce() {
    for (var i = 0; i < 60; i++) {
      School.pair(teacher("192.0.2.99"), School.board(process, UUID.randomUUID()));
    }
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

  private static int paired(School.Seat<TeacherLink> teacher) {
    return teacher.wire().sent("paired").size();
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
