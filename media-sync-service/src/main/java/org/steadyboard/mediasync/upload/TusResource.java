package org.steadyboard.mediasync.upload;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.session.Caller;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.Upload;
import org.steadyboard.mediasync.files.MediaSettings;

/**
 * Resumable uploads by tus 1.0.0: core, creation, creation with upload, termination, expiration and
 * checksum. See https://tus.io/protocols/resumable-upload.
 */
@Path(Tus.UPLOADS)
@Authenticated
@RunOnVirtualThread
public class TusResource {

  /** From the last byte on, as the store says. */
  static final Duration EXPIRES_AFTER = Duration.ofHours(1);

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final TusUploads uploads;
  private final Admission admission;
  private final UploadLimits limits;
  private final Running running;
  private final MediaSettings settings;
  private final Caller caller;
  private final Clock clock;

  TusResource(
      TusUploads uploads,
      Admission admission,
      UploadLimits limits,
      Running running,
      MediaSettings settings,
      Caller caller,
      Clock clock) {
    this.uploads = uploads;
    this.admission = admission;
    this.limits = limits;
    this.running = running;
    this.settings = settings;
    this.caller = caller;
    this.clock = clock;
  }

  @OPTIONS
  @PermitAll
  @APIResponse(responseCode = "204", description = "What is understood here")
  public Response options() {
    return Response.noContent()
        .header("Tus-Version", Tus.VERSION)
        .header("Tus-Extension", "creation,creation-with-upload,termination,expiration,checksum")
        .header("Tus-Max-Size", settings.maxBytes())
        .header("Tus-Checksum-Algorithm", "sha256,sha1")
        .build();
  }

  @OPTIONS
  @Path("{id}")
  @PermitAll
  @APIResponse(responseCode = "204", description = "What is understood here")
  public Response optionsOfOne(UUID id) {
    return options();
  }

  @POST
  @APIResponse(responseCode = "201", description = "It has begun, at Location")
  @APIResponse(responseCode = "409", description = "id-taken")
  @APIResponse(responseCode = "413", description = "too-large")
  @APIResponse(responseCode = "429", description = "too-many-uploads")
  @APIResponse(responseCode = "507", description = "disk-nearly-full")
  public Response begin(@Context HttpServerRequest request) throws IOException, SQLException {
    var who = caller.signedIn();
    try (var body = new RequestStream(request, limits.stall());
        var _ = admission.enter(who.accountId())) {
      var length = number(request, Tus.LENGTH);
      var metadata = UploadMetadata.read(request.getHeader(Tus.METADATA));
      var checksum = Digests.ofChecksum(request.getHeader(Tus.CHECKSUM));
      demandKnown(request);
      var id = id(metadata.get("id"));
      var about =
          new About(
              who.accountId(),
              FileName.of(metadata.get("filename")),
              metadata.getOrDefault("filetype", ""));
      var upload = uploads.begin(id, length, about, who);
      try (var _ = running.bring(id, body, upload)) {
        var offset = bring(id, upload, body, checksum, who);
        return expiring(Response.created(URI.create(Tus.UPLOADS + "/" + id)))
            .header(Tus.OFFSET, offset)
            .build();
      }
    }
  }

  private static void demandKnown(HttpServerRequest request) {
    if (request.getHeader("Upload-Defer-Length") != null
        || request.getHeader("Upload-Concat") != null) {
      throw new Problem(ProblemCode.INVALID, "Neither a later length nor parts are taken here");
    }
  }

  private static UUID id(String said) {
    if (said != null && !UUID_TEXT.matcher(said).matches()) {
      throw new Problem(ProblemCode.INVALID, "The id of an upload is a UUID");
    }
    return said == null ? Ids.next() : UUID.fromString(said);
  }

  @HEAD
  @Path("{id}")
  @APIResponse(responseCode = "200", description = "Where it goes on; whole: the item stands")
  @APIResponse(responseCode = "404", description = "Nothing of it is here: begin anew")
  public Response progress(UUID id) throws IOException, SQLException {
    var progress = uploads.progress(id, caller.signedIn());
    var response =
        Response.ok()
            .header(Tus.OFFSET, progress.offset())
            .header(Tus.LENGTH, progress.length())
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
    progress.about().ifPresent(about -> response.header(Tus.METADATA, metadata(id, about)));
    return response.build();
  }

  private static String metadata(UUID id, About about) {
    return UploadMetadata.write(
        Map.of("id", id.toString(), "filename", about.fileName(), "filetype", about.claimedType()));
  }

  @PATCH
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "It was taken; after the last byte: it is kept")
  @APIResponse(responseCode = "409", description = "upload-offset")
  @APIResponse(responseCode = "410", description = "upload-gone")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(responseCode = "460", description = "checksum-mismatch")
  public Response append(UUID id, @Context HttpServerRequest request)
      throws IOException, SQLException {
    var who = caller.signedIn();
    try (var body = new RequestStream(request, limits.stall());
        var _ = admission.enter(who.accountId())) {
      var offset = number(request, Tus.OFFSET);
      var checksum = Digests.ofChecksum(request.getHeader(Tus.CHECKSUM));
      var whole = uploads.whole(id, who);
      if (whole.isPresent()) {
        demandOffset(offset, whole.get().offset());
        return Response.noContent().header(Tus.OFFSET, offset).build();
      }
      var upload = uploads.open(id, who);
      try (var _ = running.bring(id, body, upload)) {
        demandOffset(offset, upload.state().offset());
        return expiring(Response.noContent())
            .header(Tus.OFFSET, bring(id, upload, body, checksum, who))
            .build();
      }
    }
  }

  private static void demandOffset(long said, long is) {
    if (said != is) {
      throw new Problem(ProblemCode.UPLOAD_OFFSET, "The next byte has the offset " + is);
    }
  }

  private long bring(
      UUID id, Upload upload, RequestStream body, Optional<Digests> checksum, SignedIn who)
      throws IOException, SQLException {
    new Receiving(upload, About.of(upload.state()).orElseThrow()).take(body, checksum);
    var state = upload.state();
    if (state.isComplete()) {
      uploads.finish(id, upload, who);
    }
    return state.offset();
  }

  private ResponseBuilder expiring(ResponseBuilder response) {
    var at = clock.instant().plus(EXPIRES_AFTER).atOffset(ZoneOffset.UTC);
    return response.header(Tus.EXPIRES, DateTimeFormatter.RFC_1123_DATE_TIME.format(at));
  }

  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Nothing is left of it")
  @APIResponse(responseCode = "410", description = "upload-gone")
  public void end(UUID id) throws IOException {
    uploads.end(id, caller.signedIn());
  }

  private static long number(HttpServerRequest request, String header) {
    var value = Optional.ofNullable(request.getHeader(header)).orElse("").strip();
    if (!value.matches("[0-9]{1,18}")) {
      throw new Problem(ProblemCode.INVALID, header + " is a number of bytes");
    }
    return Long.parseLong(value);
  }
}
