package org.steadyboard.lesson.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.limit.Attempts;
import org.steadyboard.host.session.SessionDirectory;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.lesson.identity.account.Account;
import org.steadyboard.lesson.identity.account.AccountView;
import org.steadyboard.lesson.identity.account.Emails;
import org.steadyboard.lesson.identity.password.Password;
import org.steadyboard.lesson.identity.password.Passwords;
import org.steadyboard.lesson.identity.session.Session;

/** Makes sessions for those who know an account's password, and ends them. */
@ApplicationScoped
public class SignIn {

  /** A session that was made now; its token is known to the browser alone. */
  public record Made(SessionToken token, AccountView account, Instant expiresAt) {}

  private record Known(AccountView account, Optional<String> hash, boolean maySignIn) {}

  private static final int PER_ACCOUNT = 5;

  /** A whole school may share one address. */
  private static final int PER_ADDRESS = 30;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_USER_AGENT = 300;

  private final Passwords passwords;
  private final SessionDirectory sessions;
  private final Clock clock;
  private final byte[] key;
  private final Attempts byAccount;
  private final Attempts byAddress;

  public SignIn(Passwords passwords, SessionDirectory sessions, HostSettings host, Clock clock) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.clock = clock;
    this.key = Base64.getDecoder().decode(host.sessionKey());
    this.byAccount = new Attempts(PER_ACCOUNT, WINDOW, clock);
    this.byAddress = new Attempts(PER_ADDRESS, WINDOW, clock);
  }

  /**
   * @throws Problem bad-credentials; too-many-attempts; busy
   */
  public Made signIn(String email, String password, String address, String userAgent) {
    var account = Emails.normal(email);
    begin(byAddress, address);
    begin(byAccount, account);
    var known = QuarkusTransaction.requiringNew().call(() -> find(Ids.account(account)));
    // No connection is held while the hash is computed.
    var right = passwords.matches(password, known.flatMap(Known::hash));
    if (!right || !known.get().maySignIn()) {
      throw new Problem(ProblemCode.BAD_CREDENTIALS, ProblemCode.BAD_CREDENTIALS.title());
    }
    byAccount.succeeded(account);
    byAddress.takeBack(address);
    return QuarkusTransaction.requiringNew().call(() -> open(known.get().account(), userAgent));
  }

  /** Ends the session of a cookie, in the transaction that is under way. */
  void end(String cookie) {
    token(cookie).ifPresent(t -> Session.end(t.sessionId(), clock.instant()));
  }

  /** Makes this process know at once what the others are told. */
  void forget(String cookie) {
    token(cookie)
        .ifPresent(t -> sessions.changed(new RowChange("identity.session", t.sessionId(), 0, "")));
  }

  private Optional<SessionToken> token(String cookie) {
    return cookie == null ? Optional.empty() : SessionToken.parse(cookie, key);
  }

  private static void begin(Attempts attempts, String name) {
    var wait = attempts.begin(name);
    if (wait.isPresent()) {
      throw new Problem(
          ProblemCode.TOO_MANY_ATTEMPTS, ProblemCode.TOO_MANY_ATTEMPTS.title(), wait.get());
    }
  }

  private static Optional<Known> find(UUID id) {
    return Account.<Account>findByIdOptional(id)
        .map(
            a ->
                new Known(
                    AccountView.of(a),
                    Password.<Password>findByIdOptional(id).map(p -> p.hash),
                    a.maySignIn()));
  }

  private Made open(AccountView account, String userAgent) {
    var now = clock.instant();
    var token = SessionToken.issue(account.id(), now, key);
    var session = new Session();
    session.id = token.sessionId();
    session.tokenHash = token.hash();
    session.accountId = account.id();
    session.userAgent = shortened(userAgent);
    session.createdAt = now;
    session.expiresAt = now.plus(SessionDirectory.LIFETIME);
    session.persist();
    return new Made(token, account, session.expiresAt);
  }

  private static String shortened(String userAgent) {
    var text = userAgent == null ? "" : userAgent.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > MAX_USER_AGENT ? text.substring(0, MAX_USER_AGENT) : text;
  }
}
