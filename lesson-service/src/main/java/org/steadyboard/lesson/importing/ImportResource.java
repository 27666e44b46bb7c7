package org.steadyboard.lesson.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.steadyboard.host.error.DatabaseState;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.error.ProblemDetails;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.tree.Node;
import org.steadyboard.lesson.tree.TreeReading;
import org.steadyboard.media.MediaStore;

/**
 * Brings a zip of Markdown decks in. One at a time: an import takes a core, memory and disk. On a
 * platform thread: it computes for long, and virtual threads would wait for their carriers.
 */
@Path("/api/admin/import")
@RolesAllowed(SignedIn.ADMIN)
@Blocking
public class ImportResource {

  static final String NDJSON = "application/x-ndjson";

  private static final Logger LOG = Logger.getLogger(ImportResource.class);
  private static final Duration COME_BACK = Duration.ofSeconds(10);

  private final TreeReading tree;
  private final DeckWriting writing;
  private final MediaStore store;
  private final MediaSettings settings;
  private final ObjectMapper json;
  private final Caller caller;
  private final Semaphore turn = new Semaphore(1);

  public ImportResource(
      TreeReading tree,
      DeckWriting writing,
      MediaStore store,
      MediaSettings settings,
      ObjectMapper json,
      Caller caller) {
    this.tree = tree;
    this.writing = writing;
    this.store = store;
    this.settings = settings;
    this.json = json;
    this.caller = caller;
  }

  @POST
  @Consumes("application/zip")
  @Produces({MediaType.APPLICATION_JSON, NDJSON})
  @RequestBody(
      content =
          @Content(
              mediaType = "application/zip",
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                      format = "binary")))
  @APIResponse(
      responseCode = "200",
      description =
          "What was done; as application/x-ndjson with lines {done, total} before a last line {report} or {problem}",
      content = @Content(schema = @Schema(implementation = ImportReport.class)))
  public Response bring(
      @QueryParam("under") UUID under, InputStream body, @Context HttpHeaders headers)
      throws Exception {
    var target = target(under);
    if (!turn.tryAcquire()) {
      throw new Problem(ProblemCode.BUSY, "Another import is under way", COME_BACK);
    }
    var handedOn = false;
    java.nio.file.Path file = null;
    try {
      file = Files.createTempFile("import-", ".zip");
      receive(body, file);
      var archive = Archive.open(file);
      if (wantsLines(headers)) {
        handedOn = true;
        return Response.ok(lines(archive, target, file), NDJSON).build();
      }
      try (archive) {
        return Response.ok(run(archive, target, (done, total) -> {}), MediaType.APPLICATION_JSON)
            .build();
      }
    } finally {
      if (!handedOn) {
        finish(file);
      }
    }
  }

  private void finish(java.nio.file.Path file) throws IOException {
    turn.release();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private Optional<Import.Target> target(UUID under) throws Exception {
    if (under == null) {
      return Optional.empty();
    }
    var node =
        tree.node(caller.signedIn(), under)
            .filter(n -> !n.kind().equals(Node.LESSON))
            .orElseThrow(
                () -> new Problem(ProblemCode.INVALID, "under names no course and no theme"));
    var above = tree.path(caller.signedIn(), under).map(List::size).orElse(0);
    return Optional.of(new Import.Target(node.id(), node.ownerId(), above + 1));
  }

  private static void receive(InputStream body, java.nio.file.Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      var chunk = new byte[64 * 1024];
      var size = 0L;
      for (var count = body.read(chunk); count >= 0; count = body.read(chunk)) {
        size += count;
        if (size > Archive.MAX_BYTES) {
          throw new Problem(
              ProblemCode.TOO_LARGE, "An archive has at most " + Archive.MAX_BYTES + " bytes");
        }
        out.write(chunk, 0, count);
      }
    }
  }

  private static boolean wantsLines(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .anyMatch(t -> t.toString().startsWith(NDJSON));
  }

  private ImportReport run(
      Archive archive, Optional<Import.Target> target, Import.Progress progress)
      throws IOException {
    var files = new ArchiveFiles(archive, store, settings.mediaMaxBytes());
    try {
      return new Import(archive, files, writing, target, progress).run();
    } finally {
      // It leaves more garbage than months of lessons, and a small host has other uses for memory.
      System.gc();
    }
  }

  private StreamingOutput lines(
      Archive archive, Optional<Import.Target> target, java.nio.file.Path file) {
    return out -> {
      try (archive) {
        var report = run(archive, target, (done, total) -> line(out, Line.ofProgress(done, total)));
        line(out, Line.ofReport(report));
      } catch (Problem e) {
        line(out, Line.ofProblem(ProblemDetails.of(e.code(), e.getMessage())));
      } catch (RuntimeException e) {
        // The status has been sent: what went wrong can only be told in the last line.
        var code = DatabaseState.in(e).orElse(ProblemCode.INTERNAL);
        LOG.error("An import failed", e);
        line(out, Line.ofProblem(ProblemDetails.of(code, code.title())));
      } finally {
        finish(file);
      }
    };
  }

  /** Progress, or the last line; what is null is left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Line(Integer done, Integer total, ImportReport report, ProblemDetails problem) {

    static Line ofProgress(int done, int total) {
      return new Line(done, total, null, null);
    }

    static Line ofReport(ImportReport report) {
      return new Line(null, null, report, null);
    }

    static Line ofProblem(ProblemDetails problem) {
      return new Line(null, null, null, problem);
    }
  }

  private void line(OutputStream out, Line value) throws IOException {
    out.write((json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
