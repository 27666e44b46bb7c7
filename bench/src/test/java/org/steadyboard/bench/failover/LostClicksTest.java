package org.steadyboard.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.browser.HostDoor;
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

  private static List<HostDoor> doors(ForgetfulHost... hosts) {
    return IntStream.range(0, hosts.length)
        .mapToObj(i -> new HostDoor("ab".substring(i, i + 1), hosts[i].port(), hosts[i].port()))
        .toList();
  }

  private static School school(Manners manners, Duration patience, ForgetfulHost... hosts)
      throws Exception {
    return new School(
        "http://localhost", doors(hosts), School.everyWay(ROOMS), pairs(), manners, patience);
  }

  private static Books click(double chanceToForget) throws Exception {
    try (var host = new ForgetfulHost(SEED, chanceToForget);
        var school = school(Manners.OF_THE_WEB_UI, Duration.ofSeconds(2), host, host)) {
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
    assertThat(books.outOfStep()).isZero();
    // One each to begin with.
    assertThat(books.clicks()).isEqualTo(100 + ROOMS);
    assertThat(books.gaps().count()).isEqualTo(100);
  }

  @Test
  void whatDiedWithAHostIsLostUnlessItIsSaidAgain() throws Exception {
    assertThat(dies(new Manners(false, true)).lost()).isZero();
    assertThat(dies(new Manners(false, false)).lost()).as("the negative control").isPositive();
  }

  @Test
  void whoeverMeetsAtTheBoardsHostLosesNothingEither() throws Exception {
    assertThat(dies(Manners.OF_THE_WEB_UI).lost()).isZero();
  }

  /** Two hosts that never hear of each other; the first dies with what it acknowledged. */
  private static Books dies(Manners manners) throws Exception {
    try (var survivor = new ForgetfulHost(SEED, 0)) {
      var dying = new ForgetfulHost(SEED, 0);
      try (var school = school(manners, PATIENCE, dying, survivor)) {
        school.click(200, ROOMS);
        dying.close();
        return school.settle();
      }
    }
  }
}
