package org.steadyboard.lesson.editing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.host.session.Caller;
import org.steadyboard.lesson.page.LessonSize;
import org.steadyboard.lesson.page.Page;
import org.steadyboard.lesson.reading.LessonView.PageView;
import org.steadyboard.lesson.reading.Lessons;
import org.steadyboard.lesson.rendering.Renderer;

/** What stood on a page, for who may change its lesson; also of a page that was deleted. */
@Path("/api/lessons/{id}/pages/{pageId}/versions")
@Authenticated
@RunOnVirtualThread
public class PageVersionsResource {

  /** HQL makes it by its name. */
  @RegisterForReflection
  public record VersionRow(
      UUID id, String markdown, UUID authorId, String authorName, Instant madeAt) {}

  /**
   * @param authorId null, as {@code authorName}, when not known
   * @param current whether this is what the page shows
   */
  public record VersionView(
      UUID id,
      String markdown,
      UUID authorId,
      String authorName,
      Instant madeAt,
      boolean current) {}

  public record VersionsView(List<VersionView> versions, String cursor) {}

  private static final String NEWEST_FIRST =
      """
      select new org.steadyboard.lesson.editing.PageVersionsResource$VersionRow(
        v.id, v.markdown, v.authorId, a.name, v.madeAt)
      from PageVersion v left join Account a on a.id = v.authorId
      where v.pageId = :page and v.deletedAt is null
        and (v.madeAt < :at or (v.madeAt = :at and v.id < :id))
      order by v.madeAt desc, v.id desc
      """;

  private final EntityManager entities;
  private final PagesResource pages;
  private final PageVersions versions;
  private final Renderer renderer;
  private final Lessons lessons;
  private final Caller caller;

  public PageVersionsResource(
      EntityManager entities,
      PagesResource pages,
      PageVersions versions,
      Renderer renderer,
      Lessons lessons,
      Caller caller) {
    this.entities = entities;
    this.pages = pages;
    this.versions = versions;
    this.renderer = renderer;
    this.lessons = lessons;
    this.caller = caller;
  }

  @GET
  @Transactional
  public VersionsView list(
      UUID id,
      UUID pageId,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(50) int limit) {
    var page = pages.forChange(id, pageId, caller.signedIn());
    var from = cursor == null ? null : Cursor.parts(cursor, 2);
    var found =
        entities
            .createQuery(NEWEST_FIRST, VersionRow.class)
            .setParameter("page", pageId)
            .setParameter("at", from == null ? Cursor.AFTER_ALL : Cursor.time(from.get(0)))
            .setParameter("id", from == null ? pageId : Cursor.id(from.get(1)))
            .setMaxResults(limit + 1)
            .getResultList();
    var current = current(page);
    var shown =
        found.subList(0, Math.min(limit, found.size())).stream()
            .map(
                r ->
                    new VersionView(
                        r.id(),
                        r.markdown(),
                        r.authorId(),
                        r.authorName(),
                        r.madeAt(),
                        r.id().equals(current)))
            .toList();
    var last = shown.isEmpty() ? null : shown.getLast();
    return new VersionsView(
        shown, found.size() > limit ? Cursor.of(last.madeAt(), last.id()) : null);
  }

  /** Puts the text back, as an edit of its own; a deleted page comes back with it. */
  @PUT
  @Path("{versionId}/restoration")
  public PageView restore(UUID id, UUID pageId, UUID versionId) {
    var who = caller.signedIn();
    var markdown =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  pages.forChange(id, pageId, who);
                  return version(pageId, versionId).markdown;
                });
    // The text of one that is kept never changes, and others wait for what a transaction locks.
    var rendered = renderer.render(markdown);
    var restored =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  var page = pages.forChange(id, pageId, who);
                  version(pageId, versionId);
                  var former = page.markdown;
                  pages.bringBack(page);
                  page.write(markdown, rendered);
                  LessonSize.refuseTooLarge(entities, id);
                  versions.keep(page, former, who.accountId());
                  return pages.written(page);
                });
    lessons.wrote(id);
    return restored;
  }

  private static PageVersion version(UUID pageId, UUID id) {
    var version = PageVersion.<PageVersion>findById(id);
    if (version == null || version.isDeleted() || !version.pageId.equals(pageId)) {
      throw new Problem(ProblemCode.NOT_FOUND, "The page has no such version");
    }
    return version;
  }

  /** The newest version that says what the page says; null when there is none. */
  private static UUID current(Page page) {
    return page.isDeleted()
        ? null
        : PageVersion.<PageVersion>find(
                "pageId = ?1 and markdown = ?2 and deletedAt is null order by madeAt desc, id desc",
                page.id,
                page.markdown)
            .firstResultOptional()
            .map(v -> v.id)
            .orElse(null);
  }
}
