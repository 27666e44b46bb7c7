package org.steadyboard.lesson.identity.signin;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.identity.session.Session;

/** Who is signed in, for admins. */
@Path("/api/admin/sessions")
@RolesAllowed(SignedIn.ADMIN)
@RunOnVirtualThread
public class SessionsResource {

  /** HQL makes it by its name. */
  @RegisterForReflection
  public record SessionRow(
      UUID id,
      UUID accountId,
      String email,
      String userAgent,
      Instant createdAt,
      Instant expiresAt) {}

  public record SessionRows(List<SessionRow> sessions, String cursor) {}

  private static final String LIVE =
      """
      select new org.steadyboard.lesson.identity.signin.SessionsResource$SessionRow(
        s.id, s.accountId, a.email, s.userAgent, s.createdAt, s.expiresAt)
      from Session s join Account a on a.id = s.accountId
      where not exists (select 1 from SessionEnd e where e.id = s.id)
        and function('identity.is_over', s.accountId, s.knew) = false and s.deletedAt is null and s.expiresAt > :now and s.id > :after
        and (:account is null or s.accountId = :account)
      order by s.id
      """;

  private final EntityManager entities;
  private final Clock clock;

  public SessionsResource(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Those that have not ended, of all accounts or of one. */
  @GET
  @Transactional
  public SessionRows list(
      @QueryParam("account") UUID account,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    var after = cursor == null ? new UUID(0, 0) : Cursor.id(Cursor.parts(cursor, 1).getFirst());
    var found =
        entities
            .createQuery(LIVE, SessionRow.class)
            .setParameter("now", clock.instant())
            .setParameter("after", after)
            .setParameter("account", account)
            .setMaxResults(limit + 1)
            .getResultList();
    return found.size() <= limit
        ? new SessionRows(found, null)
        : new SessionRows(found.subList(0, limit), Cursor.of(found.get(limit - 1).id()));
  }

  @DELETE
  @Path("{id}")
  @Transactional
  public void end(UUID id) {
    if (Session.<Session>findById(id) == null) {
      throw new Problem(ProblemCode.NOT_FOUND, "There is no such session");
    }
    Session.end(id, clock.instant());
  }
}
