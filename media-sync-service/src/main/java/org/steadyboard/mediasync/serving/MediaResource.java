package org.steadyboard.mediasync.serving;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.MediaType;
import org.steadyboard.media.Sha256;

/**
 * Gives files out by their SHA-256. Anyone who knows the name may read: boards, and caches between.
 * Nothing in a file can run as ours: the type is fixed, and a page of its own has no rights.
 */
@Path("/media/{sha256}/{fileName}")
@RunOnVirtualThread
public class MediaResource {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final MediaStore store;

  public MediaResource(MediaStore store) {
    this.store = store;
  }

  @GET
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = "*/*"))
  @APIResponse(responseCode = "206", description = "The part that Range asks for")
  @APIResponse(responseCode = "304", description = "The caller has it already")
  @APIResponse(responseCode = "416", description = "range-not-satisfiable")
  public Response get(
      String sha256,
      String fileName,
      @HeaderParam("Range") String range,
      @HeaderParam("If-Range") String ifRange,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known)
      throws IOException {
    return answer(sha256, fileName, range, ifRange, known, true);
  }

  @HEAD
  @APIResponse(responseCode = "200", description = "As GET, without the bytes")
  public Response head(
      String sha256, String fileName, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known)
      throws IOException {
    return answer(sha256, fileName, null, null, known, false);
  }

  private Response answer(
      String sha256, String fileName, String range, String ifRange, String known, boolean withBytes)
      throws IOException {
    var name = Sha256.parse(sha256).orElseThrow(MediaResource::absent);
    var type = MediaType.byName(fileName).orElseThrow(MediaResource::absent);
    var etag = '"' + sha256 + '"';
    var channel = store.open(name).orElseThrow(MediaResource::absent);
    var handedOn = false;
    try {
      if (known != null && (known.contains(etag) || known.strip().equals("*"))) {
        return headers(Response.notModified(), etag).build();
      }
      var size = channel.size();
      // A part of another version is no part of this one.
      var counts = ifRange == null || ifRange.strip().equals(etag);
      var asked = counts ? ByteRange.read(range, size) : new ByteRange.Asked.Whole();
      var part = part(asked, size);
      var isPart = asked instanceof ByteRange.Asked.Part;
      var response =
          headers(Response.status(isPart ? 206 : 200), etag)
              .header(HttpHeaders.CONTENT_TYPE, type)
              .header(HttpHeaders.CONTENT_LENGTH, part.length())
              .header("Accept-Ranges", "bytes");
      if (isPart) {
        response.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
      }
      if (withBytes) {
        channel.position(part.first());
        handedOn = true;
        response.entity((StreamingOutput) out -> copy(channel, part.length(), out));
      }
      return response.build();
    } finally {
      if (!handedOn) {
        channel.close();
      }
    }
  }

  private static ByteRange part(ByteRange.Asked asked, long size) {
    return switch (asked) {
      case ByteRange.Asked.Part p -> p.range();
      case ByteRange.Asked.Whole w -> new ByteRange(0, size - 1);
      case ByteRange.Asked.Impossible i ->
          throw new Problem(ProblemCode.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes");
    };
  }

  private static ResponseBuilder headers(ResponseBuilder response, String etag) {
    return response
        .header(HttpHeaders.ETAG, etag)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
  }

  private static void copy(SeekableByteChannel channel, long length, OutputStream out)
      throws IOException {
    try (channel) {
      var chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, Math.max(1, length)));
      for (var left = length; left > 0; ) {
        chunk.clear().limit((int) Math.min(chunk.capacity(), left));
        var count = channel.read(chunk);
        if (count < 0) {
          throw new IOException("the file is shorter than it was");
        }
        left -= count;
        out.write(chunk.array(), 0, count);
      }
    }
  }

  private static Problem absent() {
    return new Problem(ProblemCode.NOT_FOUND, "No such file is here");
  }
}
