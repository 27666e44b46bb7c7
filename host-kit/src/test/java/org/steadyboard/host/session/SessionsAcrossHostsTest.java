package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.testkit.Sql;

/** Someone signs in on host a while host b does not hear of it, and goes on on host b. */
class SessionsAcrossHostsTest {

  private static final byte[] KEY = new byte[32];

  @TempDir private static Path folder;
  private static JoinedHosts hosts;

  private final Instant now = Instant.now();
  private final String email = UUID.randomUUID() + "@example.org";
  private final UUID account = Ids.account(email);
  private final SessionDirectory onA = directory("a", now);
  private final SessionDirectory onB = directory("b", now);
  private final SessionToken token =
      SessionToken.issue(account, now.minus(Duration.ofHours(1)), KEY);

  @BeforeAll
  static void join() throws Exception {
    hosts = new JoinedHosts(folder, "a", "b");
  }

  @AfterAll
  static void stop() throws Exception {
    hosts.close();
  }

  @BeforeEach
  void signInOnAWhileCut() throws Exception {
    execute(
        "a",
        "insert into identity.account (id, email, name, role) values (?, ?, 'T', 'teacher')",
        account,
        email);
    hosts.awaitEqual();
    hosts.cut();
    execute(
        "a",
        "insert into identity.session (id, token_hash, account_id, user_agent, created_at, expires_at) values (?, ?, ?, '', ?, ?)",
        token.sessionId(),
        token.hash(),
        account,
        token.issuedAt().atOffset(ZoneOffset.UTC),
        token.issuedAt().plus(SessionDirectory.LIFETIME).atOffset(ZoneOffset.UTC));
  }

  @AfterEach
  void heal() {
    hosts.heal();
  }

  @Test
  void theSignatureIsBelievedUntilTheRowIsThereAndNothingIsWritten() throws Exception {
    assertThat(onB.find(token))
        .get()
        .extracting(SignedIn::accountId, SignedIn::expiresAt)
        .containsExactly(account, token.issuedAt().plus(SessionDirectory.LIFETIME));
    assertThat(sessions("b")).isZero();

    assertThat(directory("b", token.issuedAt().plus(SessionDirectory.LIFETIME)).find(token))
        .as("twelve hours after it was issued")
        .isEmpty();
  }

  @Test
  void theRowDecidesWhenItArrives() throws Exception {
    assertThat(onB.find(token)).isPresent();
    execute(
        "a",
        "insert into identity.session_end (id, ended_at) values (?, now())",
        token.sessionId());

    heal();
    hosts.awaitEqual();
    onB.readAgain();

    assertThat(onB.find(token)).isEmpty();
  }

  @Test
  void anEndOnAHostWithoutTheRowWinsAlsoOverALaterUse() throws Exception {
    execute(
        "b",
        "insert into identity.session_end (id, ended_at) values (?, now())",
        token.sessionId());
    assertThat(onB.find(token)).isEmpty();
    // Host a knows nothing of it and writes the session again: its row is newer than the end.
    assertThat(onA.find(token))
        .get()
        .extracting(SignedIn::expiresAt)
        .isEqualTo(now.plus(SessionDirectory.LIFETIME));

    heal();
    hosts.awaitEqual();

    onA.readAgain();
    assertThat(sessions("b")).isEqualTo(1);
    assertThat(onA.find(token)).isEmpty();
    assertThat(onB.find(token)).isEmpty();
  }

  @Test
  void aNewPasswordEndsSessionsWhoseRowsAreNotHere() throws Exception {
    assertThat(onB.find(token)).isPresent();
    execute(
        "b",
        "insert into identity.password (id, hash, changed_at) values (?, 'x', ?)",
        account,
        token.issuedAt().plusSeconds(1).atOffset(ZoneOffset.UTC));

    onB.readAgain();
    assertThat(onB.find(token)).isEmpty();
    var newer = SessionToken.issue(account, KnownDecisions.of(List.of("b 1")), now, KEY);
    assertThat(onB.find(newer)).as("a newer one").isPresent();

    // Nobody ended its row on a, and still it is over there, too.
    heal();
    hosts.awaitEqual();
    onA.readAgain();
    assertThat(onA.find(token)).isEmpty();
  }

  @Test
  void aDisabledAccountIsOut() throws Exception {
    execute(
        "b", "select identity.decide(gen_random_uuid(), ?, 'access', 'closed', now())", account);

    assertThat(onB.find(token)).isEmpty();
  }

  @Test
  void anAccountThatIsOnItsWayIsNotRefusedButAskedForAgain() throws Exception {
    var unknown = Ids.account("new-" + email);

    assertThatThrownBy(() -> onB.find(SessionToken.issue(unknown, now, KEY)))
        .isInstanceOf(AccountUnknownYet.class);
    assertThat(onB.find(SessionToken.issue(unknown, now.minus(Duration.ofMinutes(11)), KEY)))
        .isEmpty();
  }

  private static SessionDirectory directory(String host, Instant at) {
    return new SessionDirectory(hosts.service(host), Clock.fixed(at, ZoneOffset.UTC));
  }

  private long sessions(String host) throws Exception {
    return hosts
        .query(host, "select id from identity.session where account_id = '" + account + "'")
        .size();
  }

  private static void execute(String host, String sql, Object... values) throws SQLException {
    Sql.execute(hosts.service(host), sql, values);
  }
}
