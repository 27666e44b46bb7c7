package org.steadyboard.lesson.editing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.deck.DeckReader;
import org.steadyboard.lesson.page.LessonSize;
import org.steadyboard.lesson.page.Page;
import org.steadyboard.lesson.reading.LessonView.PageView;
import org.steadyboard.lesson.reading.Lessons;
import org.steadyboard.lesson.rendering.Rendered;
import org.steadyboard.lesson.rendering.Renderer;
import org.steadyboard.lesson.row.WriteLock;
import org.steadyboard.lesson.tree.Position;
import org.steadyboard.lesson.tree.Siblings;
import org.steadyboard.lesson.tree.Tree;

/** Changing the pages of one's own lesson. */
@Path("/api/lessons/{id}/pages/{pageId}")
@Authenticated
@RunOnVirtualThread
public class PagesResource {

  public record PageRequest(
      @NotNull @Size(max = DeckReader.MAX_PAGE_CHARACTERS) String markdown, Position after) {}

  private record Put(boolean isNew, PageView page) {}

  private final EntityManager entities;
  private final Tree tree;
  private final WriteLock lock;
  private final PageVersions versions;
  private final Renderer renderer;
  private final Lessons lessons;
  private final Caller caller;
  private final Clock clock;

  public PagesResource(
      EntityManager entities,
      Tree tree,
      WriteLock lock,
      PageVersions versions,
      Renderer renderer,
      Lessons lessons,
      Caller caller,
      Clock clock) {
    this.entities = entities;
    this.tree = tree;
    this.lock = lock;
    this.versions = versions;
    this.renderer = renderer;
    this.lessons = lessons;
    this.caller = caller;
    this.clock = clock;
  }

  @PUT
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = PageView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, or as it was",
      content = @Content(schema = @Schema(implementation = PageView.class)))
  @APIResponse(responseCode = "422", description = "too-complex, lesson-too-large")
  @APIResponse(responseCode = "503", description = "busy: too many pages are rendered; too-slow")
  public Response put(UUID id, UUID pageId, @NotNull @Valid PageRequest request) {
    var who = caller.signedIn();
    // Before the transaction: others wait for what it locks.
    var rendered = renderer.render(request.markdown());
    var put = QuarkusTransaction.requiringNew().call(() -> put(id, pageId, request, rendered, who));
    lessons.wrote(id);
    return Response.status(put.isNew() ? 201 : 200).entity(put.page()).build();
  }

  private Put put(UUID id, UUID pageId, PageRequest request, Rendered rendered, SignedIn who) {
    lock.pagesOf(id);
    forChange(id, who);
    var page = Page.<Page>findById(pageId);
    var isNew = page == null;
    if (!isNew && !page.lessonId.equals(id)) {
      throw new Problem(ProblemCode.CONFLICT, "The page is another lesson's");
    }
    var siblings = Siblings.inLesson(entities, id);
    // What stands already may become shorter, however large its lesson is.
    var adds = isNew || page.isDeleted() || page.markdown.length() < request.markdown().length();
    if (isNew) {
      refuseTooMany(id);
      page = new Page();
      page.id = pageId;
      page.lessonId = id;
      page.rank = siblings.makeRoom(request.after(), pageId);
    } else if (page.isDeleted() || !siblings.standsAt(request.after(), pageId, page.rank)) {
      page.rank = siblings.makeRoom(request.after(), pageId);
      page.deletedAt = null;
    }
    var former = page.markdown;
    page.write(request.markdown(), rendered);
    if (isNew) {
      page.persist();
    }
    if (adds) {
      LessonSize.refuseTooLarge(entities, id);
    }
    versions.keep(page, former, who.accountId());
    return new Put(isNew, PageView.of(page));
  }

  @DELETE
  @APIResponse(responseCode = "204", description = "Gone, now or before")
  public void delete(UUID id, UUID pageId) {
    var who = caller.signedIn();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var page = forChange(id, pageId, who);
              if (!page.isDeleted()) {
                page.deletedAt = clock.instant();
              }
            });
    lessons.wrote(id);
  }

  /**
   * A page of a lesson that {@code who} may change, deleted or not; holds the lock of the lesson's
   * pages until the transaction that is under way ends.
   */
  Page forChange(UUID id, UUID pageId, SignedIn who) {
    lock.pagesOf(id);
    forChange(id, who);
    var page = Page.<Page>findById(pageId);
    if (page == null || !page.lessonId.equals(id)) {
      throw new Problem(ProblemCode.NOT_FOUND, "The lesson has no such page");
    }
    return page;
  }

  private void forChange(UUID id, SignedIn who) {
    if (!tree.forChange(id, who).isLesson()) {
      throw new Problem(ProblemCode.NOT_FOUND, "There is no such lesson");
    }
  }

  static void refuseTooMany(UUID lessonId) {
    if (Page.count("lessonId = ?1 and deletedAt is null", lessonId) >= DeckReader.MAX_PAGES) {
      throw new Problem(
          ProblemCode.INVALID, "a lesson has at most " + DeckReader.MAX_PAGES + " pages");
    }
  }
}
