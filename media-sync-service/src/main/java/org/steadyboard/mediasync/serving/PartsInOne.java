package org.steadyboard.mediasync.serving;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.steadyboard.mediasync.serving.ByteRanges.ByteRange;
import org.steadyboard.mediasync.serving.KnownFiles.Known;

/** Several parts of a file in one answer: multipart/byteranges (RFC 9110, 14.6). */
final class PartsInOne {

  /** No file has it: none has the SHA-256 that it names. */
  private final String boundary;

  private final Known file;
  private final List<ByteRange> parts;

  PartsInOne(String sha256, Known file, List<ByteRange> parts) {
    this.boundary = "part-of-" + sha256.substring(0, 48);
    this.file = file;
    this.parts = parts;
  }

  private String head(ByteRange part) {
    return "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
        .formatted(boundary, file.contentType(), part.of(file.size()));
  }

  private String end() {
    return "\r\n--" + boundary + "--\r\n";
  }

  long length() {
    return parts.stream().mapToLong(p -> head(p).length() + p.length()).sum() + end().length();
  }

  /** Ends the response, whose other headers stand; of a file that can't be read, the connection. */
  void send(Vertx vertx, HttpServerResponse response) {
    vertx
        .fileSystem()
        .open(file.path(), new OpenOptions().setWrite(false).setCreate(false))
        .onFailure(gone -> response.reset())
        .onSuccess(
            opened -> {
              response
                  .putHeader(HttpHeaders.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary)
                  .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(length()));
              var sent = Future.<Void>succeededFuture();
              for (var part : parts) {
                sent = sent.compose(before -> send(opened, part, response));
              }
              sent.compose(all -> response.end(end()))
                  .onFailure(broken -> response.reset())
                  .onComplete(done -> opened.close());
            });
  }

  private Future<Void> send(AsyncFile opened, ByteRange part, HttpServerResponse response) {
    response.write(head(part));
    opened.setReadPos(part.first()).setReadLength(part.length());
    return opened.pipe().endOnSuccess(false).endOnFailure(false).to(response);
  }
}
