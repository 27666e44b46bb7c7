package org.steadyboard.localhosts.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** One file of the web UI, held in memory with its gzipped form. */
record StaticFile(String contentType, String etag, Buffer plain, Optional<Buffer> gzipped) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("map", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private static final Set<String> PACKED_ALREADY = Set.of("png", "jpg", "webp", "woff2");

  static StaticFile of(String name, byte[] content) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    byte[] packed = PACKED_ALREADY.contains(ending) ? content : gzip(content);
    return new StaticFile(
        TYPES.getOrDefault(ending, "application/octet-stream"),
        etag(content),
        shared(content),
        packed.length < content.length ? Optional.of(shared(packed)) : Optional.empty());
  }

  /** Outside of the heap: of bytes in it, each slow reader would get a copy of its own. */
  private static Buffer shared(byte[] content) {
    ByteBuf bytes = Unpooled.directBuffer(content.length).writeBytes(content);
    return BufferImpl.buffer(Unpooled.unreleasableBuffer(bytes.asReadOnly()));
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
