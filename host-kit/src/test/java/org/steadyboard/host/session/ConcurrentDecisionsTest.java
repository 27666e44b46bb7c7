package org.steadyboard.host.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.testkit.Sql;

/**
 * Two hosts that do not hear of each other decide about the same accounts; then they do. Every pair
 * is tried both ways round, each for an account of its own, all during one cut. Host b's clock is
 * an hour ahead, so its rows are always the newer ones.
 */
class ConcurrentDecisionsTest {

  private static final byte[] KEY = new byte[32];
  private static final Instant NOW = Instant.now();

  private static final String CLOCK_OF_B =
      "create or replace function replication.now_micros() returns bigint language sql volatile as "
          + "'select (extract(epoch from clock_timestamp()) * 1000000)::bigint + 3600000000'";

  @TempDir private static Path folder;
  private JoinedHosts hosts;

  /** An account that is changed on whatever host. */
  private final class Account {
    private final String email = UUID.randomUUID() + "@example.org";
    private final UUID id = Ids.account(email);
    private final List<SessionToken> tokens = new ArrayList<>();

    void isMade(String host, String role) throws SQLException {
      execute(
          host,
          "insert into identity.account (id, email, name, role) values (?, ?, 'T', ?)",
          id,
          email,
          role);
      decides(host, "role", role);
      execute(
          host,
          "insert into identity.password (id, hash, changed_at) values (?, 'first', now())",
          id);
    }

    void isRenamed(String host) throws SQLException {
      execute(host, "update identity.account set name = name || '!' where id = ?", id);
    }

    void getsPassword(String host) throws SQLException {
      execute(host, "update identity.password set hash = gen_random_uuid() where id = ?", id);
    }

    void isClosed(String host) throws SQLException {
      decides(host, "access", "closed");
    }

    void isOpened(String host) throws SQLException {
      decides(host, "access", "open");
    }

    void isSignedOut(String host) throws SQLException {
      decides(host, "sessions", "anew");
    }

    void decides(String host, String about, String says) throws SQLException {
      execute(host, "select identity.decide(gen_random_uuid(), ?, ?, ?, now())", id, about, says);
    }

    void signsIn(String host) throws SQLException {
      var decided =
          hosts.query(host, "select unnest(decided) from identity.standing('" + id + "')");
      var token = SessionToken.issue(id, KnownDecisions.of(decided), NOW, KEY);
      execute(
          host,
          "insert into identity.session (id, token_hash, account_id, user_agent, created_at, expires_at) values (?, ?, ?, '', now(), ?)",
          token.sessionId(),
          token.hash(),
          id,
          NOW.plus(SessionDirectory.LIFETIME).atOffset(ZoneOffset.UTC));
      tokens.add(token);
    }

    /** What the account is on a host: its role, or nothing when it is disabled. */
    Optional<String> role(String host) {
      return Optional.of(
              hosts
                  .query(
                      host,
                      "select coalesce(disabled_at::text, '') || role from identity.standing('"
                          + id
                          + "')")
                  .getFirst())
          .filter(role -> role.equals("admin") || role.equals("teacher"));
    }

    List<Boolean> stillSignedIn(String host) throws Exception {
      var directory = new SessionDirectory(hosts.service(host), Clock.fixed(NOW, ZoneOffset.UTC));
      var in = new ArrayList<Boolean>();
      for (var token : tokens) {
        in.add(directory.find(token).isPresent());
      }
      return in;
    }
  }

  private interface Step {
    void take(Account account, String here, String there) throws Exception;
  }

  /**
   * @param before on one host, and then on both
   * @param meanwhile while they are cut off from each other
   * @param role what becomes of the account; empty: nobody may sign in
   * @param in which of its sessions are not over
   */
  private record Story(
      String name, Step before, Step meanwhile, Optional<String> role, List<Boolean> in) {}

  private static final Step MADE = (account, here, there) -> account.isMade(here, "teacher");
  private static final Step MADE_ADMIN = (account, here, there) -> account.isMade(here, "admin");
  private static final Step MADE_AND_CLOSED =
      (account, here, there) -> {
        account.isMade(here, "teacher");
        account.isClosed(here);
      };
  private static final Step MADE_AND_IN =
      (account, here, there) -> {
        account.isMade(here, "teacher");
        account.signsIn(here);
      };

  private static final Optional<String> TEACHER = Optional.of("teacher");
  private static final Optional<String> ADMIN = Optional.of("admin");
  private static final Optional<String> OUT = Optional.empty();

  private static List<Story> stories() {
    return List.of(
        story(
            "closed | closed",
            MADE,
            OUT,
            (x, here, there) -> {
              x.isClosed(here);
              x.isClosed(there);
            }),
        story(
            "closed | renamed",
            MADE,
            OUT,
            (x, here, there) -> {
              x.isClosed(here);
              x.isRenamed(there);
            }),
        story(
            "closed again | opened",
            MADE_AND_CLOSED,
            OUT,
            (x, here, there) -> {
              x.isClosed(here);
              x.isOpened(there);
            }),
        story(
            "opened | renamed",
            MADE_AND_CLOSED,
            TEACHER,
            (x, here, there) -> {
              x.isOpened(here);
              x.isRenamed(there);
            }),
        story(
            "opened | opened and closed",
            MADE_AND_CLOSED,
            OUT,
            (x, here, there) -> {
              x.isOpened(here);
              x.isOpened(there);
              x.isClosed(there);
            }),
        story(
            "closed, opened | closed, opened",
            MADE,
            TEACHER,
            (x, here, there) -> {
              x.isClosed(here);
              x.isClosed(there);
              x.isOpened(here);
              x.isOpened(there);
            }),
        story(
            "closed | closed, opened",
            MADE,
            OUT,
            (x, here, there) -> {
              x.isClosed(here);
              x.isClosed(there);
              x.isOpened(there);
            }),
        story(
            "teacher | renamed",
            MADE_ADMIN,
            TEACHER,
            (x, here, there) -> {
              x.decides(here, "role", "teacher");
              x.isRenamed(there);
            }),
        story(
            "admin | renamed",
            MADE,
            ADMIN,
            (x, here, there) -> {
              x.decides(here, "role", "admin");
              x.isRenamed(there);
            }),
        story(
            "teacher | teacher, admin",
            MADE_ADMIN,
            TEACHER,
            (x, here, there) -> {
              x.decides(here, "role", "teacher");
              x.decides(there, "role", "teacher");
              x.decides(there, "role", "admin");
            }),
        story(
            "made admin | made teacher",
            (x, here, there) -> {},
            TEACHER,
            (x, here, there) -> {
              x.isMade(here, "admin");
              x.isMade(there, "teacher");
            }),
        story(
            "closed | new role",
            MADE,
            OUT,
            (x, here, there) -> {
              x.isClosed(here);
              x.decides(there, "role", "admin");
            }),
        story(
            "password | signs in by the old one",
            MADE_AND_IN,
            TEACHER,
            (x, here, there) -> {
              x.getsPassword(here);
              x.signsIn(there);
            },
            false,
            false),
        story(
            "password, signs in | renamed",
            MADE_AND_IN,
            TEACHER,
            (x, here, there) -> {
              x.getsPassword(here);
              x.signsIn(here);
              x.isRenamed(there);
            },
            false,
            true),
        story(
            "password, signs in | password, signs in",
            MADE,
            TEACHER,
            (x, here, there) -> {
              x.getsPassword(here);
              x.signsIn(here);
              x.getsPassword(there);
              x.signsIn(there);
            },
            false,
            false),
        story(
            "signed out | signs in",
            MADE_AND_IN,
            TEACHER,
            (x, here, there) -> {
              x.isSignedOut(here);
              x.signsIn(there);
            },
            false,
            false),
        story(
            "signed out | signed out, signs in",
            MADE,
            TEACHER,
            (x, here, there) -> {
              x.isSignedOut(here);
              x.isSignedOut(there);
              x.signsIn(there);
            },
            false),
        story(
            "signed out, signs in | nothing",
            MADE_AND_IN,
            TEACHER,
            (x, here, there) -> {
              x.isSignedOut(here);
              x.signsIn(here);
            },
            false,
            true),
        story(
            "password | signed out, signs in",
            MADE,
            TEACHER,
            (x, here, there) -> {
              x.getsPassword(here);
              x.isSignedOut(there);
              x.signsIn(there);
            },
            false),
        story(
            "closed | signs in",
            MADE_AND_IN,
            OUT,
            (x, here, there) -> {
              x.isClosed(here);
              x.signsIn(there);
            },
            false,
            false),
        story(
            "closed, opened, signs in | signs in",
            MADE_AND_IN,
            TEACHER,
            (x, here, there) -> {
              x.isClosed(here);
              x.signsIn(there);
              x.isOpened(here);
              x.signsIn(here);
            },
            false,
            false,
            true),
        story(
            "new role | signs in",
            MADE_AND_IN,
            ADMIN,
            (x, here, there) -> {
              x.decides(here, "role", "admin");
              x.signsIn(there);
            },
            true,
            true));
  }

  private static Story story(
      String name, Step before, Optional<String> role, Step meanwhile, Boolean... in) {
    return new Story(name, before, meanwhile, role, List.of(in));
  }

  @TestFactory
  Stream<DynamicTest> whatLetsFewerInStandsOnBothHosts() throws Exception {
    hosts = new JoinedHosts(folder, "a", "b");
    hosts.execute("b", CLOCK_OF_B);
    var told = new ArrayList<DynamicTest>();
    var takings = new ArrayList<Taking>();
    for (var story : stories()) {
      takings.add(new Taking(story, new Account(), "a", "b"));
      takings.add(new Taking(story, new Account(), "b", "a"));
    }
    for (var taking : takings) {
      taking.story.before.take(taking.account, taking.here, taking.there);
    }
    hosts.awaitEqual();
    hosts.cut();
    for (var taking : takings) {
      taking.story.meanwhile.take(taking.account, taking.here, taking.there);
    }
    for (var taking : takings) {
      told.add(dynamicTest("still cut: " + taking, taking::showsWhatIsKnown));
    }
    told.add(dynamicTest("they hear of each other again", this::heal));
    for (var taking : takings) {
      told.add(dynamicTest(taking.toString(), taking::holds));
    }
    told.add(
        dynamicTest(
            "what is closed on both can be opened again", () -> opens(takings.getFirst().account)));
    return told.stream().onClose(hosts::close);
  }

  private void heal() throws Exception {
    hosts.heal();
    hosts.awaitEqual();
  }

  private void opens(Account account) throws Exception {
    assertThat(account.role("a")).isEqualTo(OUT);
    account.isOpened("a");
    assertThat(account.role("a")).isEqualTo(TEACHER);
  }

  private record Taking(Story story, Account account, String here, String there) {

    /** Where it was decided, a session that the other host let in is over already. */
    void showsWhatIsKnown() throws Exception {
      if (!story.in.isEmpty()) {
        assertThat(account.stillSignedIn(here).getLast()).isEqualTo(story.in.getLast());
      }
    }

    void holds() throws Exception {
      for (var host : List.of("a", "b")) {
        assertThat(account.role(host)).as("on %s", host).isEqualTo(story.role);
        assertThat(account.stillSignedIn(host)).as("on %s", host).isEqualTo(story.in);
      }
    }

    @Override
    public String toString() {
      return story.name.replace("|", "on " + here + " |") + " on " + there;
    }
  }

  private void execute(String host, String sql, Object... values) throws SQLException {
    Sql.execute(hosts.service(host), sql, values);
  }
}
