package org.steadyboard.bench.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.rows.School.Teacher;
import org.steadyboard.bench.rows.SessionCookie;

/** The bench itself, against a host that drops what it acknowledged. */
class LostChangesTest {

  private static final int PAIRS = 20;
  private static final long SEED = 7;

  private static List<PairedBoard> pairs() {
    return IntStream.range(0, PAIRS)
        .mapToObj(
            i -> {
              var account = UUID.randomUUID();
              var session = SessionCookie.issue(account, Instant.EPOCH, new byte[32]);
              return new PairedBoard(UUID.randomUUID(), "secret", new Teacher(account, session));
            })
        .toList();
  }

  private static Verdict steer(double chanceToForget) throws Exception {
    try (var host = new ForgetfulHost(SEED, chanceToForget);
        var classroom = Classroom.enter(host.port(), "http://localhost", pairs())) {
      new OpenLoop(100, 0, 1).run(classroom);
      assertThat(classroom.tally().clickToDone.count()).isEqualTo(100);
      return classroom.verdict();
    }
  }

  @Test
  void aHostThatDropsChangesIsCaught() throws Exception {
    var verdict = steer(0.3);

    assertThat(verdict.lost()).isBetween(1L, (long) PAIRS - 1);
    assertThat(verdict.unanswered()).isZero();
  }

  @Test
  void aHostThatKeepsThemHasLostNothing() throws Exception {
    assertThat(steer(0)).isEqualTo(new Verdict(0, 0, 0, 0, 0));
  }

  @Test
  void theClosedLoopKeepsTheSameBooks() throws Exception {
    try (var host = new ForgetfulHost(SEED, 0);
        var classroom = Classroom.enter(host.port(), "http://localhost", pairs())) {
      assertThat(new ClosedLoop(0, 1).run(classroom)).isPositive();
      assertThat(classroom.verdict().lost()).isZero();
      assertThat(classroom.verdict().unanswered()).isZero();
    }
  }
}
