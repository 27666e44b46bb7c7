package org.steadyboard.lesson.reading;

import io.quarkus.security.Authenticated;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.reading.LessonCache.Audience;

/**
 * Reading a lesson: what a school does most. A lesson in memory is answered where the request
 * arrives; only one that must be read moves to a thread that may wait.
 */
@Path("/api/lessons/{id}")
@Authenticated
@NonBlocking
public class LessonResource {

  private final Lessons lessons;
  private final Caller caller;
  private final ExecutorService waiting;

  public LessonResource(Lessons lessons, Caller caller, @VirtualThreads ExecutorService waiting) {
    this.lessons = lessons;
    this.caller = caller;
    this.waiting = waiting;
  }

  @GET
  @APIResponse(
      responseCode = "200",
      description = "The lesson, with a strong ETag",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LessonView.class)))
  @APIResponse(responseCode = "304", description = "The caller has it already")
  public Uni<Response> lesson(UUID id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
    var who = caller.signedIn();
    var kept = lessons.known(id, Audience.TEACHER);
    if (kept.isPresent()) {
      return Uni.createFrom().item(answer(kept, who, known));
    }
    return Uni.createFrom()
        .item(Unchecked.supplier(() -> answer(lessons.find(id, Audience.TEACHER), who, known)))
        .runSubscriptionOn(waiting);
  }

  private static Response answer(Optional<LessonDocument> found, SignedIn who, String known) {
    var document =
        found
            .filter(d -> d.isSeenBy(who))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such lesson"));
    return answer(document, known);
  }

  public static Response answer(LessonDocument document, String known) {
    var isKnown = document.isKnownBy(known);
    var response =
        Response.status(isKnown ? Response.Status.NOT_MODIFIED : Response.Status.OK)
            .header(HttpHeaders.ETAG, document.etag())
            .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    return isKnown
        ? response.build()
        : response.type(MediaType.APPLICATION_JSON_TYPE).entity(document.body()).build();
  }
}
