package org.steadyboard.localhosts.ingress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.steadyboard.localhosts.CommandFailure;

/**
 * The files of the web UI, read once: a build that runs meanwhile cannot mix old pages with new
 * scripts, and a path is only ever looked up in a map.
 */
final class StaticSite {
  private static final String PAGE = "/index.html";
  private static final String BOARD_PAGE = "/board.html";

  private final Map<String, StaticFile> files;

  private StaticSite(Map<String, StaticFile> files) {
    this.files = files;
  }

  static StaticSite load(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.because("the web UI is not built: there is no " + folder);
    }
    var files = new HashMap<String, StaticFile>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = "/" + folder.relativize(file).toString().replace('\\', '/');
        files.put(path, StaticFile.of(path, Files.readAllBytes(file)));
      }
    }
    return new StaticSite(Map.copyOf(files));
  }

  void serve(HttpServerRequest request, SecurityHeaders security) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      Problem.METHOD_NOT_ALLOWED.send(request, security);
      return;
    }
    String path = resolve(request.path());
    StaticFile file = files.get(path);
    if (file == null) {
      Problem.NOT_FOUND.send(request, security);
      return;
    }
    HttpServerResponse response = request.response();
    security.apply(response.headers());
    response.putHeader("ETag", file.etag());
    response.putHeader("Vary", "Accept-Encoding");
    response.putHeader("Cache-Control", caching(path));
    if (matches(request.getHeader("If-None-Match"), file.etag())) {
      response.setStatusCode(304).end();
    } else {
      send(request, file);
    }
  }

  /** An address of the teacher app, such as /lesson/…, is no file: the app itself reads it. */
  private String resolve(String path) {
    if (path.equals("/board") || path.equals("/board/")) {
      return BOARD_PAGE;
    }
    boolean looksLikeFile = path.lastIndexOf('.') > path.lastIndexOf('/');
    return files.containsKey(path) || looksLikeFile ? path : PAGE;
  }

  /** Vite puts the content's hash into the name of everything below /assets. */
  private static String caching(String path) {
    return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  }

  private static boolean matches(String ifNoneMatch, String etag) {
    return ifNoneMatch != null
        && List.of(ifNoneMatch.split(",")).stream()
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
  }

  private static void send(HttpServerRequest request, StaticFile file) {
    HttpServerResponse response = request.response();
    Buffer body = file.plain();
    if (file.gzipped().isPresent() && acceptsGzip(request.getHeader("Accept-Encoding"))) {
      body = file.gzipped().get();
      response.putHeader("Content-Encoding", "gzip");
    }
    response.putHeader("Content-Type", file.contentType());
    response.putHeader("Content-Length", Integer.toString(body.length()));
    if (request.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(body);
    }
  }

  static boolean acceptsGzip(String acceptEncoding) {
    return acceptEncoding != null
        && List.of(acceptEncoding.split(",")).stream()
            .map(String::strip)
            .anyMatch(
                coding ->
                    coding.equals("gzip")
                        || coding.startsWith("gzip;") && !coding.matches("gzip;\\s*q=0(\\.0*)?"));
  }
}
