package org.steadyboard.board.session;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.KnownDecisions;
import org.steadyboard.host.session.SessionFacts;

/**
 * Ends the connections of whoever is signed out, on any host: the cookie was looked at when the
 * connection was opened, and a lesson is long.
 */
public final class SessionWatch {

  static final String FIND = SessionFacts.select("select * from unnest($1::uuid[], $2::uuid[])");

  private static final class Session {
    private final List<TeacherLink> links = new ArrayList<>(1);
    private final UUID accountId;
    private final KnownDecisions knew;
    private final Instant issuedAt;
    private Instant expiresAt;

    Session(TeacherLink link) {
      this.accountId = link.who().accountId();
      this.knew = link.who().knew();
      this.issuedAt = link.who().issuedAt();
      this.expiresAt = link.who().expiresAt();
    }
  }

  private final Pool pool;
  private final Clock clock;
  private final Map<UUID, Session> sessions = new HashMap<>();
  private final Gathering<UUID> checks;

  public SessionWatch(Loop loop, Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    this.checks = new Gathering<>("checking sessions", loop, this::check);
  }

  /** Checks it at once: an end since the upgrade was told when nobody here had this session. */
  public void opened(TeacherLink link) {
    var id = link.who().sessionId();
    sessions.computeIfAbsent(id, ignored -> new Session(link)).links.add(link);
    checks.add(id);
  }

  public void closed(TeacherLink link) {
    var session = sessions.get(link.who().sessionId());
    if (session != null && session.links.remove(link) && session.links.isEmpty()) {
      sessions.remove(link.who().sessionId());
    }
  }

  /**
   * A row changed.
   *
   * @param id of a session or of an account
   */
  public void changed(UUID id) {
    if (sessions.containsKey(id)) {
      checks.add(id);
      return;
    }
    sessions.forEach(
        (sessionId, session) -> {
          if (session.accountId.equals(id)) {
            checks.add(sessionId);
          }
        });
  }

  public void checkAll() {
    checks.addAll(List.copyOf(sessions.keySet()));
  }

  /** Checks those that should have ended by now, unless they were used meanwhile. */
  public void tick() {
    var now = clock.instant();
    sessions.forEach(
        (id, session) -> {
          if (!session.expiresAt.isAfter(now)) {
            checks.add(id);
          }
        });
  }

  private Future<Runnable> check(List<UUID> ids) {
    var open = ids.stream().filter(sessions::containsKey).toList();
    return pool.preparedQuery(FIND)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(open.toArray(UUID[]::new))
                .addArrayOfUUID(
                    open.stream().map(id -> sessions.get(id).accountId).toArray(UUID[]::new)))
        .map(
            rows -> {
              var found = HashMap.<UUID, SessionFacts>newHashMap(rows.size());
              for (var row : rows) {
                found.put(row.getUUID(0), facts(row));
              }
              return () -> open.forEach(id -> judge(id, found.get(id)));
            });
  }

  private static SessionFacts facts(Row row) {
    // Whose token it is was looked at when the connection was opened.
    var session =
        row.getOffsetDateTime("expires_at") == null
            ? Optional.<SessionFacts.Row>empty()
            : Optional.of(
                new SessionFacts.Row(true, row.getOffsetDateTime("expires_at").toInstant()));
    return new SessionFacts(
        session,
        row.getBoolean("is_over"),
        row.getUUID("id") != null,
        KnownDecisions.of(List.of(row.getArrayOfStrings("decided"))));
  }

  private void judge(UUID id, SessionFacts facts) {
    var session = sessions.get(id);
    if (session == null) {
      return;
    }
    if (facts.verdict(session.knew, session.issuedAt, clock.instant())
        == SessionFacts.Verdict.OUT) {
      List.copyOf(session.links).forEach(l -> l.refuse(ProblemCode.SIGNED_OUT));
    } else {
      session.expiresAt = facts.expiresAt(session.issuedAt);
    }
  }
}
