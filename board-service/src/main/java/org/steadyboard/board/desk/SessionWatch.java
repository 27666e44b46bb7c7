package org.steadyboard.board.desk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;

/**
 * Ends the connections of whoever is signed out, on any host: the cookie was looked at when the
 * connection was opened, and a lesson is long.
 */
final class SessionWatch {

  private static final String LIVING =
      """
      select s.id, s.expires_at
      from identity.session s join identity.account a on a.id = s.account_id
      where s.id = any($1::uuid[]) and s.ended_at is null and s.deleted_at is null
        and a.disabled_at is null and a.deleted_at is null and s.expires_at > $2
      """;

  private static final class Session {
    private final List<TeacherLink> links = new ArrayList<>(1);
    private final UUID accountId;
    private Instant expiresAt;

    Session(TeacherLink link) {
      this.accountId = link.who().accountId();
      this.expiresAt = link.who().expiresAt();
    }
  }

  private final Pool pool;
  private final Clock clock;
  private final Map<UUID, Session> sessions = new HashMap<>();
  private final Gathering<UUID> checks;

  SessionWatch(Loop loop, Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
    this.checks = new Gathering<>("checking sessions", loop, this::check);
  }

  void opened(TeacherLink link) {
    sessions.computeIfAbsent(link.who().sessionId(), id -> new Session(link)).links.add(link);
  }

  void closed(TeacherLink link) {
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
  void changed(UUID id) {
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

  void checkAll() {
    checks.addAll(List.copyOf(sessions.keySet()));
  }

  /** Checks those that should have ended by now, unless they were used meanwhile. */
  void tick() {
    var now = clock.instant();
    sessions.forEach(
        (id, session) -> {
          if (!session.expiresAt.isAfter(now)) {
            checks.add(id);
          }
        });
  }

  private Future<Runnable> check(List<UUID> ids) {
    return pool.preparedQuery(LIVING)
        .execute(Tuple.of(ids.toArray(UUID[]::new), clock.instant().atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              var living = HashMap.<UUID, Instant>newHashMap(rows.size());
              for (var row : rows) {
                living.put(row.getUUID(0), row.getOffsetDateTime(1).toInstant());
              }
              return () -> ids.forEach(id -> judge(id, living.get(id)));
            });
  }

  private void judge(UUID id, Instant expiresAt) {
    var session = sessions.get(id);
    if (session == null) {
      return;
    }
    if (expiresAt != null) {
      session.expiresAt = expiresAt;
    } else {
      List.copyOf(session.links).forEach(l -> l.refuse("signed-out", "Sign in again"));
    }
  }
}
