package org.steadyboard.mediasync.upload;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.Caller;
import org.steadyboard.media.DiskSpace;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.StoredFile;
import org.steadyboard.media.WrongContent;
import org.steadyboard.mediasync.files.MediaSettings;
import org.steadyboard.mediasync.library.Hosts;
import org.steadyboard.mediasync.library.Item;
import org.steadyboard.mediasync.library.ItemView;

/** Takes a whole file in one request, for scripts; what was interrupted begins again. */
@Path("/api/media")
@Authenticated
@RunOnVirtualThread
public class PutResource {

  private final Admission admission;
  private final UploadLimits limits;
  private final Keeping keeping;
  private final MediaStore store;
  private final DiskSpace space;
  private final MediaSettings settings;
  private final Hosts hosts;
  private final Caller caller;

  PutResource(
      Admission admission,
      UploadLimits limits,
      Keeping keeping,
      MediaStore store,
      DiskSpace space,
      MediaSettings settings,
      Hosts hosts,
      Caller caller) {
    this.admission = admission;
    this.limits = limits;
    this.keeping = keeping;
    this.store = store;
    this.space = space;
    this.settings = settings;
    this.hosts = hosts;
    this.caller = caller;
  }

  @PUT
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @RequestBody(
      content =
          @Content(
              mediaType = "*/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "The file is kept; 200: it was",
      content = @Content(schema = @Schema(implementation = ItemView.class)))
  @APIResponse(responseCode = "400", description = "digest-mismatch")
  @APIResponse(responseCode = "409", description = "id-taken")
  @APIResponse(responseCode = "413", description = "too-large")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "429", description = "too-many-uploads")
  @APIResponse(responseCode = "507", description = "disk-nearly-full")
  public Response put(
      UUID id,
      @Context HttpServerRequest request,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String claimedType,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
      @HeaderParam("X-File-Name") String name,
      @HeaderParam("Content-Digest") String digest)
      throws IOException, SQLException {
    var who = caller.signedIn();
    try (var body = new RequestStream(request, limits.stall());
        var _ = admission.enter(who.accountId())) {
      admission.begin(who.accountId());
      var digests = Digests.ofContent(digest);
      var standing = keeping.standing(id, who);
      if (length != null && !space.hasRoomFor(length)) {
        throw new Problem(ProblemCode.DISK_NEARLY_FULL, ProblemCode.DISK_NEARLY_FULL.title());
      }
      var head = body.readNBytes(org.steadyboard.media.MediaType.HEAD_BYTES);
      var type = FileKind.typeOf(Optional.ofNullable(claimedType).orElse(""), head);
      var whole = new SequenceInputStream(new ByteArrayInputStream(head), body);
      var file = take(new DigestedStream(whole, digests), standing);
      var kept = keeping.keep(id, file, type, FileName.ofHeader(name), who);
      return Response.status(kept.isNew() ? 201 : 200).entity(hosts.view(kept.item())).build();
    }
  }

  /** Of an id that stands only the same file is taken, so that nothing of another is left. */
  private StoredFile take(InputStream body, Optional<Item> standing) throws IOException {
    if (standing.isEmpty()) {
      return store.put(body, settings.maxBytes());
    }
    try {
      var item = standing.get();
      return store.put(body, new org.steadyboard.media.Content(item.sha256(), item.size()));
    } catch (WrongContent e) {
      throw Keeping.taken();
    }
  }
}
