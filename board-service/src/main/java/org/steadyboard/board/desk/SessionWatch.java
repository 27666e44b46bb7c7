package org.steadyboard.board.desk;

import io.vertx.core.Future;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.host.session.SessionDirectory;

/**
 * Ends the connections of whoever is signed out, on any host: the cookie was looked at when the
 * connection was opened, and a lesson is long.
 */
final class SessionWatch {

  /**
   * Decides as SessionDirectory does: a session whose row has not arrived here yet lives as long as
   * its token says.
   */
  private static final String LIVING =
      """
      select o.id, coalesce(s.expires_at, o.expires_at)
      from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as o (id, account_id, expires_at)
      join identity.account a on a.id = o.account_id and a.disabled_at is null and a.deleted_at is null
      left join identity.session s on s.id = o.id
      left join identity.session_end e on e.id = o.id and e.deleted_at is null
      left join identity.password p on p.id = o.account_id
      where e.id is null and s.ended_at is null and s.deleted_at is null
        and coalesce(s.expires_at, o.expires_at) > $4
        and (p.changed_at is null
          or date_trunc('second', p.changed_at) <= coalesce(s.created_at, o.expires_at - $5::interval))
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

  /** Checks it at once: an end since the upgrade was told when nobody here had this session. */
  void opened(TeacherLink link) {
    var id = link.who().sessionId();
    sessions.computeIfAbsent(id, ignored -> new Session(link)).links.add(link);
    checks.add(id);
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
    var open = ids.stream().filter(sessions::containsKey).toList();
    var expiries = new OffsetDateTime[open.size()];
    Arrays.setAll(expiries, i -> sessions.get(open.get(i)).expiresAt.atOffset(ZoneOffset.UTC));
    return pool.preparedQuery(LIVING)
        .execute(
            Tuple.of(
                open.toArray(UUID[]::new),
                open.stream().map(id -> sessions.get(id).accountId).toArray(UUID[]::new),
                expiries,
                clock.instant().atOffset(ZoneOffset.UTC),
                Interval.of(SessionDirectory.LIFETIME)))
        .map(
            rows -> {
              var living = HashMap.<UUID, Instant>newHashMap(rows.size());
              for (var row : rows) {
                living.put(row.getUUID(0), row.getOffsetDateTime(1).toInstant());
              }
              return () -> open.forEach(id -> judge(id, living.get(id)));
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
