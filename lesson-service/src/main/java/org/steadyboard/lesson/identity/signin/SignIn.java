package org.steadyboard.lesson.identity.signin;

import static org.steadyboard.lesson.identity.password.Passwords.Caller.ANYBODY;
import static org.steadyboard.lesson.identity.password.Passwords.Caller.KNOWN;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.session.KnownDecisions;
import org.steadyboard.host.session.SessionDirectory;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.lesson.identity.account.Account;
import org.steadyboard.lesson.identity.account.AccountView;
import org.steadyboard.lesson.identity.account.Emails;
import org.steadyboard.lesson.identity.decision.Decisions;
import org.steadyboard.lesson.identity.password.Password;
import org.steadyboard.lesson.identity.password.Passwords;
import org.steadyboard.lesson.identity.session.Session;
import org.steadyboard.lesson.identity.signin.GuessLimits.Guess;

/** Makes sessions for those who know an account's password, and ends them. */
@ApplicationScoped
public class SignIn {

  /**
   * A session that was made now; its token is known to the browser alone.
   *
   * @param browser the cookie by which the browser is known from now on
   */
  record Made(SessionToken token, AccountView account, Instant expiresAt, String browser) {}

  private record Known(
      AccountView account, Optional<String> hash, List<String> decided, boolean maySignIn) {}

  private static final int MAX_USER_AGENT = 300;

  private final Passwords passwords;
  private final Decisions decisions;
  private final GuessLimits limits;
  private final SessionDirectory sessions;
  private final Clock clock;
  private final byte[] key;

  SignIn(
      Passwords passwords,
      Decisions decisions,
      GuessLimits limits,
      SessionDirectory sessions,
      HostSettings host,
      Clock clock) {
    this.passwords = passwords;
    this.decisions = decisions;
    this.limits = limits;
    this.sessions = sessions;
    this.clock = clock;
    this.key = Base64.getDecoder().decode(host.sessionKey());
  }

  /**
   * @param browsers the cookies of known browsers that came with the request
   * @throws Problem bad-credentials; too-many-attempts; busy
   */
  Made signIn(
      String email, String password, String address, String userAgent, List<String> browsers) {
    var account = Emails.normal(email);
    var id = Ids.account(account);
    var now = clock.instant();
    var browser =
        browsers.stream()
            .flatMap(cookie -> KnownBrowser.parse(cookie, key).stream())
            .max(Comparator.comparing(b -> b.knows(id, now)))
            .orElseGet(KnownBrowser::unknown);
    var isKnown = browser.knows(id, now);
    var guess =
        limits.begin(account, address, isKnown ? Optional.of(browser.name()) : Optional.empty());
    var known = judge(id, password, isKnown ? KNOWN : ANYBODY, guess);
    guess.wasRight();
    return QuarkusTransaction.requiringNew().call(() -> open(known, userAgent, browser));
  }

  private Known judge(UUID id, String password, Passwords.Caller caller, Guess guess) {
    Optional<Known> known;
    boolean right;
    try {
      known = QuarkusTransaction.requiringNew().call(() -> find(id));
      // No connection is held while the hash is computed.
      right = passwords.matches(password, known.flatMap(Known::hash), caller);
    } catch (RuntimeException e) {
      guess.takeBack();
      throw e;
    }
    return known
        .filter(account -> right && account.maySignIn())
        .orElseThrow(
            () -> new Problem(ProblemCode.BAD_CREDENTIALS, ProblemCode.BAD_CREDENTIALS.title()));
  }

  /** Ends the session of a token, in the transaction that is under way. */
  void end(SessionToken token) {
    Session.end(token.sessionId(), clock.instant());
  }

  /** Makes this process know at once what the others are told. */
  void forget(SessionToken token) {
    sessions.changed(new RowChange("identity.session", token.sessionId(), 0, ""));
  }

  /** The decisions first: who is let in by the password of before one must not know of it. */
  private Optional<Known> find(UUID id) {
    var standing = decisions.standing(id);
    return Account.<Account>findByIdOptional(id)
        .map(
            a ->
                new Known(
                    AccountView.of(a, standing),
                    Password.<Password>findByIdOptional(id).map(p -> p.hash),
                    standing.decided(),
                    standing.disabledAt().isEmpty() && !a.isDeleted()));
  }

  private Made open(Known known, String userAgent, KnownBrowser browser) {
    var now = clock.instant();
    var account = known.account();
    var token = SessionToken.issue(account.id(), KnownDecisions.of(known.decided()), now, key);
    var session = new Session();
    session.id = token.sessionId();
    session.tokenHash = token.hash();
    session.accountId = account.id();
    session.userAgent = shortened(userAgent);
    session.createdAt = now;
    session.expiresAt = now.plus(SessionDirectory.LIFETIME);
    session.knew = known.decided();
    session.persist();
    return new Made(token, account, session.expiresAt, browser.with(account.id(), now).cookie(key));
  }

  private static String shortened(String userAgent) {
    var text = userAgent == null ? "" : userAgent.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > MAX_USER_AGENT ? text.substring(0, MAX_USER_AGENT) : text;
  }
}
