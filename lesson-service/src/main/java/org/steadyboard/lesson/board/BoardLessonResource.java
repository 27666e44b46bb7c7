package org.steadyboard.lesson.board;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.lesson.pool.ReadConnections;
import org.steadyboard.lesson.reading.LessonCache.Audience;
import org.steadyboard.lesson.reading.LessonResource;
import org.steadyboard.lesson.reading.LessonView;
import org.steadyboard.lesson.reading.Lessons;

/**
 * A lesson for a digiboard that is paired: shared ones, and those of the teachers it is paired
 * with. Without the notes, and without the Markdown that they stand in.
 */
@Path("/api/board-lesson/{lessonId}")
@RunOnVirtualThread
public class BoardLessonResource {

  /** "offset 0" keeps each step a lookup by key, also for a planner that expects one teacher. */
  public static final String BOARD =
      """
      select b.secret_hash, array(
        select p.account_id
        from (select account_id from board.pairing where board_id = b.id and deleted_at is null offset 0) p
        cross join lateral (select from identity.account
          where id = p.account_id and deleted_at is null offset 0) a
        cross join lateral identity.standing(p.account_id) s
        where s.disabled_at is null) as teachers
      from board.board b where b.id = ? and b.deleted_at is null
      """;

  private final Lessons lessons;
  private final ReadConnections connections;

  public BoardLessonResource(Lessons lessons, ReadConnections connections) {
    this.lessons = lessons;
    this.connections = connections;
  }

  @GET
  @APIResponse(
      responseCode = "200",
      description = "The lesson, its pages with id, rank and html only",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LessonView.class)))
  @APIResponse(responseCode = "304", description = "The caller has it already")
  @APIResponse(responseCode = "401", description = "not-signed-in: no such board and secret")
  @APIResponse(responseCode = "403", description = "not-paired")
  public Response lesson(
      UUID lessonId,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known)
      throws Exception {
    var teachers = teachers(authorization);
    if (teachers.isEmpty()) {
      throw new Problem(ProblemCode.NOT_PAIRED, ProblemCode.NOT_PAIRED.title());
    }
    var document =
        lessons
            .find(lessonId, Audience.BOARD)
            .filter(d -> d.owner() == null || teachers.contains(d.owner()))
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such lesson"));
    return LessonResource.answer(document, known);
  }

  private Set<UUID> teachers(String authorization) throws SQLException {
    var key = BoardKey.parse(authorization).orElseThrow(BoardLessonResource::unknown);
    try (var connection = connections.open();
        var query = connection.prepareStatement(BOARD)) {
      query.setObject(1, key.boardId());
      try (var row = query.executeQuery()) {
        if (!row.next() || !key.hasSecret(row.getBytes("secret_hash"))) {
          throw unknown();
        }
        return Set.of((UUID[]) row.getArray("teachers").getArray());
      }
    }
  }

  private static Problem unknown() {
    return new Problem(ProblemCode.NOT_SIGNED_IN, "This is no board with its secret");
  }
}
