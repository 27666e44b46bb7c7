package org.steadyboard.lesson.copying;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.page.Page;
import org.steadyboard.lesson.page.PageIds;
import org.steadyboard.lesson.reading.LessonCache.Audience;
import org.steadyboard.lesson.reading.LessonDocument;
import org.steadyboard.lesson.reading.LessonReading;
import org.steadyboard.lesson.reading.LessonView;
import org.steadyboard.lesson.reading.Lessons;
import org.steadyboard.lesson.row.WriteLock;
import org.steadyboard.lesson.tree.Node;
import org.steadyboard.lesson.tree.Position;
import org.steadyboard.lesson.tree.Tree;

/** Copies of lessons, to change freely. */
@Path("/api/lessons/{id}/copies/{newId}")
@Authenticated
@RunOnVirtualThread
public class CopiesResource {

  /**
   * @param parentId one of the teacher's own nodes; absent or null: the top of the tree
   */
  public record CopyRequest(UUID parentId) {}

  private final LessonReading reading;
  private final Lessons lessons;
  private final Tree tree;
  private final WriteLock lock;
  private final Caller caller;

  public CopiesResource(
      LessonReading reading, Lessons lessons, Tree tree, WriteLock lock, Caller caller) {
    this.reading = reading;
    this.lessons = lessons;
    this.tree = tree;
    this.lock = lock;
    this.caller = caller;
  }

  @PUT
  @Produces(MediaType.APPLICATION_JSON)
  @Transactional
  @APIResponse(
      responseCode = "201",
      description = "The copy",
      content = @Content(schema = @Schema(implementation = LessonView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The copy, which was made before",
      content = @Content(schema = @Schema(implementation = LessonView.class)))
  @APIResponse(responseCode = "409", description = "conflict: newId is something else's")
  public Response copy(UUID id, UUID newId, CopyRequest request) throws Exception {
    var who = caller.signedIn();
    lock.tree();
    var existing = Node.<Node>findById(newId);
    if (existing != null) {
      return again(existing, id, who);
    }
    var source =
        reading
            .head(id)
            .filter(
                l -> l.ownerId() == null || l.ownerId().equals(who.accountId()) || who.isAdmin())
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such lesson"));
    var parent = tree.parent(request == null ? null : request.parentId(), who);
    var node = new Node();
    node.id = newId;
    node.parentId = parent == null ? null : parent.id;
    node.ownerId = parent == null ? who.accountId() : parent.ownerId;
    node.rank = tree.newRank(parent, new Position.Last(), newId);
    node.kind = Node.LESSON;
    node.title = source.title();
    node.tags = List.copyOf(source.tags());
    node.language = source.language();
    node.copiedFrom = id;
    node.persist();
    copyPages(id, newId);
    return Response.status(201).entity(written(newId)).build();
  }

  private Response again(Node existing, UUID source, SignedIn who) throws Exception {
    if (!source.equals(existing.copiedFrom)
        || existing.isDeleted()
        || !(who.isAdmin() || who.accountId().equals(existing.ownerId))) {
      throw new Problem(ProblemCode.CONFLICT, "newId is something else's");
    }
    return Response.ok(written(existing.id)).build();
  }

  /** Takes what was derived along: it follows from the Markdown, here as there. */
  private static void copyPages(UUID from, UUID to) {
    var pages = Page.<Page>list("lessonId = ?1 and deletedAt is null", from);
    var ids = PageIds.of(to, pages.stream().map(p -> p.id.toString()).toList());
    for (var i = 0; i < pages.size(); i++) {
      var page = pages.get(i);
      var copy = new Page();
      copy.id = ids.get(i);
      copy.lessonId = to;
      copy.rank = page.rank;
      copy.markdown = page.markdown;
      copy.notes = page.notes;
      copy.html = page.html;
      copy.headings = page.headings;
      copy.words = page.words;
      copy.rendering = page.rendering;
      copy.persist();
    }
  }

  /** Reads within the transaction, so that the caller sees what it wrote. */
  private byte[] written(UUID id) throws Exception {
    Page.flush();
    return lessons
        .read(id, Audience.TEACHER)
        .map(LessonDocument::body)
        .orElseThrow(() -> new Problem(ProblemCode.CONFLICT, "What is above the copy was deleted"));
  }
}
