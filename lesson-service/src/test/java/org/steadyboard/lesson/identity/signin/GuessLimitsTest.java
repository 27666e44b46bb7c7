package org.steadyboard.lesson.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.lesson.identity.password.PasswordsTest;
import org.steadyboard.testkit.SetClock;

class GuessLimitsTest {

  private static final Optional<String> NEW = Optional.empty();
  private static final Optional<String> OWN = Optional.of("own browser");
  private static final String SCHOOL = "192.0.2.1";

  private final SetClock clock = new SetClock(Instant.parse("2026-01-05T08:30:00Z"));
  private final GuessLimits limits = new GuessLimits(clock);

  @Test
  void thirtyTypingErrorsOfATownKeepNobodyOut() {
    for (var i = 0; i < 30; i++) {
      limits.begin("teacher" + i, SCHOOL, NEW);
    }

    assertThatCode(() -> limits.begin("other", SCHOOL, NEW).wasRight()).doesNotThrowAnyException();
  }

  @Test
  void aSchoolMaySignInAtOnceBehindOneAddressAndEachOfItIsForgotten() {
    for (var morning = 0; morning < 3; morning++) {
      var begun =
          IntStream.range(0, GuessLimits.PER_NETWORK)
              .mapToObj(i -> limits.begin("teacher" + i, SCHOOL, NEW))
              .toList();
      begun.forEach(GuessLimits.Guess::wasRight);
    }
  }

  @Test
  void moreThanCanWaitAtOnceMayBeUnderWayBehindOneAddress() {
    assertThat(GuessLimits.PER_NETWORK).isGreaterThan(2 * PasswordsTest.MOST_AT_ONCE);
  }

  @Test
  void guessesCountWhenTheyBeginForAnAccountFromOneNetwork() {
    var first = limits.begin("teacher", SCHOOL, NEW);
    for (var i = 1; i < GuessLimits.PER_ACCOUNT_AND_NETWORK; i++) {
      limits.begin("teacher", SCHOOL, NEW);
    }

    assertRefused(() -> limits.begin("teacher", SCHOOL, NEW));
    limits.begin("colleague", SCHOOL, NEW);
    limits.begin("teacher", "192.0.2.2", NEW);
    first.takeBack();
    limits.begin("teacher", SCHOOL, NEW);
    assertRefused(() -> limits.begin("teacher", SCHOOL, NEW));
    clock.forward(GuessLimits.WINDOW);
    limits.begin("teacher", SCHOOL, NEW);
  }

  @Test
  void anIpv6NetworkIsOneHoweverManyAddressesItUses() {
    for (var i = 0; i < GuessLimits.PER_ACCOUNT_AND_NETWORK; i++) {
      limits.begin("teacher", "2001:db8:1:2::" + i, NEW);
    }

    assertRefused(() -> limits.begin("teacher", "2001:db8:1:2:ffff::1", NEW));
    limits.begin("teacher", "2001:db8:1:3::1", NEW);
  }

  @Test
  void anAccountIsGuardedFromAllNetworksTogetherAndItsOwnerComesInAllTheSame() {
    for (var i = 0; i < GuessLimits.PER_ACCOUNT; i++) {
      limits.begin("teacher", "192.0.2." + i, NEW);
    }

    assertRefused(() -> limits.begin("teacher", "198.51.100.1", NEW));
    limits.begin("teacher", "198.51.100.1", OWN).wasRight();
  }

  @Test
  void aNetworkThatGuessesAtManyAccountsIsStopped() {
    for (var i = 0; i < GuessLimits.PER_NETWORK; i++) {
      limits.begin("teacher" + i, SCHOOL, NEW);
    }

    assertRefused(() -> limits.begin("another", SCHOOL, NEW));
    limits.begin("another", SCHOOL, OWN);
    limits.begin("another", "192.0.2.2", NEW);
  }

  @Test
  void aKnownBrowserIsHeldToItsOwnMistakesAndKeepsNobodyElseOut() {
    for (var i = 0; i < GuessLimits.PER_KNOWN_BROWSER; i++) {
      limits.begin("teacher", SCHOOL, OWN);
    }

    assertRefused(() -> limits.begin("teacher", SCHOOL, OWN));
    limits.begin("teacher", SCHOOL, Optional.of("other browser"));
    limits.begin("teacher", SCHOOL, NEW);
  }

  @Test
  void whatIsRefusedIsNotCountedAnywhere() {
    for (var i = 0; i < GuessLimits.PER_ACCOUNT_AND_NETWORK; i++) {
      limits.begin("teacher", SCHOOL, NEW);
    }
    for (var i = 0; i < GuessLimits.PER_NETWORK; i++) {
      assertRefused(() -> limits.begin("teacher", SCHOOL, NEW));
    }

    limits.begin("teacher", "192.0.2.2", NEW);
    limits.begin("colleague", SCHOOL, NEW);
  }

  @Test
  void aRightPasswordForgetsItsOwnMistakesAndNotThoseOfOthers() {
    var networks = new ArrayList<String>();
    for (var i = 0; i < GuessLimits.PER_ACCOUNT - 1; i++) {
      networks.add("192.0.2." + i);
    }
    networks.forEach(network -> limits.begin("teacher", network, NEW));

    limits.begin("teacher", SCHOOL, NEW).wasRight();

    limits.begin("teacher", "198.51.100.1", NEW);
    assertRefused(() -> limits.begin("teacher", "198.51.100.1", NEW));
  }

  private static void assertRefused(ThrowingCallable guess) {
    assertThatThrownBy(guess)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.TOO_MANY_ATTEMPTS);
              assertThat(problem.retryAfter().orElseThrow())
                  .isBetween(Duration.ofMillis(1), GuessLimits.WINDOW);
            });
  }
}
