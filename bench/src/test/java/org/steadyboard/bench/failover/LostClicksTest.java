package org.steadyboard.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.rows.School.Teacher;
import org.steadyboard.bench.rows.SessionCookie;
import org.steadyboard.bench.steer.ForgetfulHost;

/** The bench itself: what a host forgets, or dies with, must be missed. */
class LostClicksTest {

  private static final int ROOMS = 20;
  private static final long SEED = 11;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static List<PairedBoard> pairs() {
    return IntStream.range(0, ROOMS)
        .mapToObj(
            i -> {
              var account = UUID.randomUUID();
              var session = SessionCookie.issue(account, Instant.EPOCH, new byte[32]);
              return new PairedBoard(UUID.randomUUID(), "secret", new Teacher(account, session));
            })
        .toList();
  }

  private static School.Books click(double chanceToForget) throws Exception {
    try (var host = new ForgetfulHost(SEED, chanceToForget);
        var school =
            new School(
                "http://localhost",
                List.of(host.port(), host.port()),
                pairs(),
                true,
                Duration.ofSeconds(2))) {
      school.click(100, 100);
      return school.settle();
    }
  }

  @Test
  void aHostThatDropsWhatItAcknowledgedIsCaught() throws Exception {
    assertThat(click(0.3).lost()).isPositive();
  }

  @Test
  void aHostThatKeepsItHasLostNothing() throws Exception {
    var books = click(0);
    assertThat(books.lost()).isZero();
    // One each to begin with.
    assertThat(books.clicks()).isEqualTo(100 + ROOMS);
    assertThat(books.gaps().count()).isEqualTo(100);
  }

  @Test
  void whatDiedWithAHostIsLostUnlessItIsSaidAgain() throws Exception {
    assertThat(dies(true).lost()).isZero();
    assertThat(dies(false).lost()).as("the negative control").isPositive();
  }

  /** Two hosts that never hear of each other; the first dies with what it acknowledged. */
  private static School.Books dies(boolean saysAgain) throws Exception {
    try (var survivor = new ForgetfulHost(SEED, 0)) {
      var dying = new ForgetfulHost(SEED, 0);
      try (var school =
          new School(
              "http://localhost",
              List.of(dying.port(), survivor.port()),
              pairs(),
              saysAgain,
              PATIENCE)) {
        school.click(200, ROOMS);
        dying.close();
        return school.settle();
      }
    }
  }
}
