package org.steadyboard.lesson.editing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.Caller;

/** The pages that a lesson had, for who may change it: what can be brought back. */
@Path("/api/lessons/{id}/deleted-pages")
@Authenticated
@RunOnVirtualThread
public class DeletedPagesResource {

  /**
   * HQL makes it by its name.
   *
   * @param title the first words of its headings, or else of its text; may be empty
   */
  @RegisterForReflection
  public record DeletedPage(UUID id, String title, Instant deletedAt) {}

  public record DeletedPages(List<DeletedPage> pages, String cursor) {}

  private static final String LAST_DELETED_FIRST =
      """
      select new org.steadyboard.lesson.editing.DeletedPagesResource$DeletedPage(
        p.id, substring(case when p.headings <> '' then p.headings else p.words end, 1, 80), p.deletedAt)
      from Page p
      where p.lessonId = :lesson and p.deletedAt is not null
        and (p.deletedAt < :at or (p.deletedAt = :at and p.id < :id))
      order by p.deletedAt desc, p.id desc
      """;

  private final EntityManager entities;
  private final PagesResource pages;
  private final Caller caller;

  public DeletedPagesResource(EntityManager entities, PagesResource pages, Caller caller) {
    this.entities = entities;
    this.pages = pages;
    this.caller = caller;
  }

  @GET
  @Transactional
  public DeletedPages list(
      UUID id,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(50) int limit) {
    pages.forChange(id, caller.signedIn());
    var from = cursor == null ? null : Cursor.parts(cursor, 2);
    var found =
        entities
            .createQuery(LAST_DELETED_FIRST, DeletedPage.class)
            .setParameter("lesson", id)
            .setParameter("at", from == null ? Cursor.AFTER_ALL : Cursor.time(from.get(0)))
            .setParameter("id", from == null ? id : Cursor.id(from.get(1)))
            .setMaxResults(limit + 1)
            .getResultList();
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new DeletedPages(
        shown,
        found.size() > limit ? Cursor.of(shown.getLast().deletedAt(), shown.getLast().id()) : null);
  }
}
