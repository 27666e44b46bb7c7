package org.steadyboard.mediasync.serving;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.mediasync.serving.ByteRanges.ByteRange;

/**
 * The head of an answer about a file: what the request's conditions and ranges make of it (RFC
 * 9110, 13.2.2). Nothing in a file can run as ours: its type is fixed, and a page of its own has no
 * rights.
 */
final class Answer {

  private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence ALONE =
      HttpHeaders.createOptimized(
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF_VALUE = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CORP =
      HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
  private static final CharSequence CORP_VALUE = HttpHeaders.createOptimized("cross-origin");
  private static final CharSequence FOREVER =
      HttpHeaders.createOptimized("public, max-age=31536000, immutable");
  private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");

  private static final List<CharSequence> OWN =
      List.of(
          HttpHeaders.ETAG,
          HttpHeaders.CACHE_CONTROL,
          HttpHeaders.ACCEPT_RANGES,
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.CONTENT_RANGE,
          HttpHeaders.CONTENT_LENGTH,
          "Content-Disposition");

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final String tag;
  private final long size;
  private final String contentType;

  /**
   * @param size of the file, in bytes
   */
  Answer(HttpServerRequest request, String sha256, long size, String contentType) {
    this.request = request;
    this.response = request.response();
    this.tag = sha256;
    this.size = size;
    this.contentType = contentType;
  }

  /**
   * Sends an answer that has no bytes of the file, or sets the head of one that has.
   *
   * @return the parts that are to be sent; empty: it is answered
   */
  Optional<List<ByteRange>> begin() {
    var ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
    if (ifMatch != null && !EntityTags.contain(ifMatch, tag, false)) {
      ProblemBody.send(response, ProblemCode.CHANGED);
      return Optional.empty();
    }
    describe();
    var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && EntityTags.contain(known, tag, true)) {
      response.setStatusCode(304).end();
      return Optional.empty();
    }
    var parts = isHead() ? Optional.<List<ByteRange>>empty() : parts();
    if (parts.isPresent() && parts.get().isEmpty()) {
      takeBack(response);
      response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
      ProblemBody.send(response, ProblemCode.RANGE_NOT_SATISFIABLE);
      return Optional.empty();
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    if (contentType.equals(KnownFiles.UNKNOWN_TYPE)) {
      response.putHeader("Content-Disposition", "attachment");
    }
    if (isHead()) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(size)).end();
      return Optional.empty();
    }
    parts.ifPresent(asked -> response.setStatusCode(206));
    parts
        .filter(asked -> asked.size() == 1)
        .ifPresent(one -> response.putHeader(HttpHeaders.CONTENT_RANGE, one.getFirst().of(size)));
    return Optional.of(parts.orElse(List.of(new ByteRange(0, size - 1))));
  }

  private boolean isHead() {
    return request.method() == HttpMethod.HEAD;
  }

  /** A part of another version is no part of this one. */
  private Optional<List<ByteRange>> parts() {
    var ifRange = request.getHeader("If-Range");
    return ifRange == null || ifRange.strip().equals('"' + tag + '"')
        ? ByteRanges.read(request.getHeader("Range"), size)
        : Optional.empty();
  }

  /** Nothing was sent, and another answer takes its place. */
  static void takeBack(HttpServerResponse response) {
    for (var header : OWN) {
      response.headers().remove(header);
    }
    response.setStatusCode(200);
  }

  private void describe() {
    response
        .headers()
        .set(HttpHeaders.ETAG, '"' + tag + '"')
        .set(HttpHeaders.CACHE_CONTROL, FOREVER)
        .set(HttpHeaders.ACCEPT_RANGES, BYTES)
        .set(NOSNIFF, NOSNIFF_VALUE)
        .set(CORP, CORP_VALUE)
        .set(CSP, ALONE);
  }
}
