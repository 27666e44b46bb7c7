package org.steadyboard.lesson.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.limit.Attempts;
import org.steadyboard.host.limit.ClientNetwork;

/**
 * How often a password may be guessed on this host. An attempt counts when it begins, and a right
 * one is forgotten, so a school whose teachers all sign in at once behind one address meets no
 * limit, and one teacher's mistakes are counted for that teacher alone. Only many more mistakes
 * than people make are counted for a whole address, or for an account wherever they come from; a
 * browser that the account has been used with before is held to its own mistakes only.
 */
@ApplicationScoped
class GuessLimits {

  static final int PER_ACCOUNT_AND_NETWORK = 5;

  /** From all networks together. */
  static final int PER_ACCOUNT = 30;

  /** More than can be waiting for their turn at once, or a school's teachers would be refused. */
  static final int PER_NETWORK = 600;

  static final int PER_KNOWN_BROWSER = 5;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private record Counted(Attempts attempts, String name) {}

  /** An attempt that has begun, and counts. */
  static final class Guess {
    private final List<Counted> counted = new ArrayList<>();

    private void count(Attempts attempts, String name) {
      var wait = attempts.begin(name);
      if (wait.isPresent()) {
        takeBack();
        throw new Problem(
            ProblemCode.TOO_MANY_ATTEMPTS, ProblemCode.TOO_MANY_ATTEMPTS.title(), wait.get());
      }
      counted.add(new Counted(attempts, name));
    }

    /** It was right: the person's own mistakes before it are forgotten, those of others are not. */
    void wasRight() {
      var own = counted.removeFirst();
      own.attempts.succeeded(own.name);
      takeBack();
    }

    /** Nobody was told whether it was right. */
    void takeBack() {
      counted.forEach(c -> c.attempts.takeBack(c.name));
      counted.clear();
    }
  }

  private final Attempts byAccountAndNetwork;
  private final Attempts byAccount;
  private final Attempts byNetwork;
  private final Attempts byKnownBrowser;

  GuessLimits(Clock clock) {
    this.byAccountAndNetwork = new Attempts(PER_ACCOUNT_AND_NETWORK, WINDOW, clock);
    this.byAccount = new Attempts(PER_ACCOUNT, WINDOW, clock);
    this.byNetwork = new Attempts(PER_NETWORK, WINDOW, clock);
    this.byKnownBrowser = new Attempts(PER_KNOWN_BROWSER, WINDOW, clock);
  }

  /**
   * @param account the e-mail address, as it is kept
   * @param address where the request comes from
   * @param browser of those that the account was used with before, if it is one
   * @throws Problem too-many-attempts, with Retry-After; nothing was counted
   */
  Guess begin(String account, String address, Optional<String> browser) {
    var guess = new Guess();
    if (browser.isPresent()) {
      guess.count(byKnownBrowser, account + " " + browser.get());
    } else {
      var network = ClientNetwork.of(address);
      guess.count(byAccountAndNetwork, account + " " + network);
      guess.count(byAccount, account);
      guess.count(byNetwork, network);
    }
    return guess;
  }
}
