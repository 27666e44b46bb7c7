package org.steadyboard.localhosts.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngressStaticTest {
  @TempDir Path webUi;
  private RunningIngress ingress;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void start() throws Exception {
    ingress = new RunningIngress(webUi, request -> request.response().end("service"));
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    ingress.stop();
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(ingress.url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String text(String path) throws Exception {
    return new String(send("GET", path).body());
  }

  @Test
  void pagesAreFoundByTheirAddresses() throws Exception {
    assertThat(text("/")).contains("teacher");
    assertThat(text("/lesson/0198")).contains("teacher");
    assertThat(text("/board")).contains("<title>board");
    assertThat(text("/board?x=1")).contains("<title>board");
    assertThat(send("GET", "/assets/gone-1a2b.js").statusCode()).isEqualTo(404);
    assertThat(send("POST", "/").statusCode()).isEqualTo(405);
  }

  @Test
  void pagesAreAskedForAnewAndNamedAssetsAreKept() throws Exception {
    assertThat(send("GET", "/").headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(send("GET", "/assets/app-1a2b.js").headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
  }

  @Test
  void anUnchangedPageIsNotSentAgain() throws Exception {
    String etag = send("GET", "/").headers().firstValue("ETag").orElseThrow();

    var again = send("GET", "/", "If-None-Match", "\"other\", W/" + etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send("GET", "/board", "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @Test
  void textIsSentPackedToWhoeverCanUnpackIt() throws Exception {
    var plain = send("GET", "/assets/app-1a2b.js");
    var packed = send("GET", "/assets/app-1a2b.js", "Accept-Encoding", "br, gzip");

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.body().length).isLessThan(plain.body().length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(StaticSite.acceptsGzip("gzip;q=0")).isFalse();
  }

  @Test
  void aHeadRequestGetsTheHeadersOnly() throws Exception {
    var head = send("HEAD", "/");
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(send("GET", "/").headers().firstValue("Content-Length"));
  }

  @Test
  void theBrowserIsToldWhatAPageMayDo() throws Exception {
    var headers = send("GET", "/").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .contains("script-src 'self';")
        .contains("style-src 'self';")
        .contains("img-src 'self' data: blob: " + addresses("http"))
        .contains("media-src 'self' blob: " + addresses("http"))
        .contains("connect-src 'self' " + addresses("http") + " " + addresses("ws"))
        .contains("object-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
  }

  /** Of this host and the other one, by name and by number. */
  private String addresses(String scheme) {
    return "%1$s://localhost:%2$d %1$s://127.0.0.1:%2$d %1$s://localhost:9 %1$s://127.0.0.1:9"
        .formatted(scheme, ingress.port);
  }
}
