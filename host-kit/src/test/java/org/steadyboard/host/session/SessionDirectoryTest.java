package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.HostDatabase;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.testkit.SetClock;

class SessionDirectoryTest {

  private static final byte[] KEY = new byte[32];
  private static final Instant MORNING = Instant.parse("2026-01-05T08:30:00Z");
  private static final UUID ACCOUNT = Ids.account("teacher@example.org");

  @AutoClose private static final HostDatabase database = new HostDatabase();

  private final SetClock clock = new SetClock(MORNING);
  private SessionDirectory sessions;
  private SessionToken token;

  @BeforeEach
  void signIn() throws Exception {
    sessions = new SessionDirectory(database.service(), clock);
    token = SessionToken.issue(ACCOUNT, MORNING, KEY);
    database.execute("delete from identity.account");
    database.execute("delete from identity.decision");
    database.execute(
        "insert into identity.account (id, email, name, role) values (?, 'teacher@example.org', 'Teacher', 'teacher')",
        ACCOUNT);
    database.execute(
        "insert into identity.session (id, token_hash, account_id, user_agent, created_at, expires_at)"
            + " values (?, ?, ?, '', now(), ?)",
        token.sessionId(),
        token.hash(),
        ACCOUNT,
        MORNING.plus(Duration.ofHours(12)).atOffset(ZoneOffset.UTC));
  }

  @Test
  void aSessionIsFoundAndThenKnownWithoutTheDatabase() throws Exception {
    assertThat(sessions.known(token)).isEmpty();

    assertThat(sessions.find(token))
        .get()
        .extracting(SignedIn::accountId, SignedIn::role)
        .containsExactly(ACCOUNT, "teacher");

    assertThat(sessions.known(token)).isPresent();
  }

  @Test
  void aTokenWithTheSameIdButAnotherHashIsRefused() throws Exception {
    database.execute(
        "update identity.session set token_hash = '\\x00' where id = ?", token.sessionId());

    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void anEndedSessionADisabledAccountAndADeletedOneDoNotCount() throws Exception {
    for (var end :
        new String[] {
          "insert into identity.session_end (id, ended_at) select id, now() from identity.session where account_id = ? on conflict do nothing",
          "update identity.account set deleted_at = now() where id = ?",
          "insert into identity.password (id, hash, changed_at) values (?, 'x', now())",
          "update identity.password set hash = 'y' where id = ?",
          "select identity.decide(gen_random_uuid(), ?, 'sessions', 'anew', now())",
          "select identity.decide(gen_random_uuid(), ?, 'access', 'closed', now())"
        }) {
      signIn();
      assertThat(sessions.find(token)).isPresent();

      database.execute(end, ACCOUNT);
      sessions.readAgain();

      assertThat(sessions.find(token)).as(end).isEmpty();
    }
  }

  @Test
  void theRoleIsWhatWasDecidedLast() throws Exception {
    for (var role : new String[] {"admin", "teacher", "admin"}) {
      database.execute(
          "select identity.decide(gen_random_uuid(), ?, 'role', ?, now())", ACCOUNT, role);
      sessions.readAgain();

      assertThat(sessions.find(token)).get().extracting(SignedIn::role).isEqualTo(role);
    }
  }

  @Test
  void whatASessionStandsOnIsForgottenWhenItChanges() throws Exception {
    for (var change :
        new RowChange[] {
          new RowChange("identity.session", token.sessionId(), 1, "a"),
          new RowChange("identity.session_end", token.sessionId(), 1, "a"),
          new RowChange("identity.account", ACCOUNT, 1, "a"),
          new RowChange("identity.standing", ACCOUNT, 1, "a")
        }) {
      sessions.find(token);
      assertThat(sessions.known(token)).as("before %s", change).isPresent();

      sessions.changed(change);

      assertThat(sessions.known(token)).as("after %s", change).isEmpty();
    }
  }

  @Test
  void aSessionSlidesWithItsUseAndEndsTwelveHoursAfterTheLast() throws Exception {
    clock.set(MORNING.plus(Duration.ofHours(11)));
    assertThat(sessions.find(token))
        .get()
        .extracting(SignedIn::expiresAt)
        .isEqualTo(MORNING.plus(Duration.ofHours(23)));

    clock.set(MORNING.plus(Duration.ofHours(23)).minusSeconds(1));
    sessions.readAgain();
    assertThat(sessions.find(token)).isPresent();

    clock.forward(Duration.ofHours(12));
    assertThat(sessions.known(token)).as("what is kept ends as well").isEmpty();
    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void aUseSoonAfterTheLastOneIsNotWritten() {
    var expiresAt = MORNING.plus(SessionDirectory.LIFETIME);

    assertThat(SessionDirectory.extended(expiresAt, MORNING.plusSeconds(599))).isEqualTo(expiresAt);
    assertThat(SessionDirectory.extended(expiresAt, MORNING.plusSeconds(601)))
        .isEqualTo(expiresAt.plusSeconds(601));
  }
}
