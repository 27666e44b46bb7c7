package org.steadyboard.mediasync.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.RawRequest;

/** Files that this host holds, as it gives them out. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class ServingTest {

  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

  @Inject MediaStore store;
  @Inject LocalFiles files;

  @TestHTTPResource("/")
  URI service;

  private String sha;
  private String path;

  @BeforeEach
  void keepAFile() throws Exception {
    sha = keep(SVG.getBytes(StandardCharsets.UTF_8));
    path = "/media/" + sha + "/drawing.svg";
  }

  private String keep(byte[] bytes) throws Exception {
    return store.put(new ByteArrayInputStream(bytes), bytes.length).sha256().toString();
  }

  @Test
  void aFileIsForeverAndCannotRunAsOurs() {
    // Twice: when it is looked at, and when it is known.
    for (var i = 0; i < 2; i++) {
      given()
          .get(path)
          .then()
          .statusCode(200)
          .contentType("image/svg+xml")
          .header("ETag", '"' + sha + '"')
          .header("Cache-Control", "public, max-age=31536000, immutable")
          .header("X-Content-Type-Options", "nosniff")
          .header("Cross-Origin-Resource-Policy", "cross-origin")
          .header("Content-Security-Policy", containsString("sandbox"))
          .header("Content-Security-Policy", containsString("default-src 'none'"))
          .header("Accept-Ranges", "bytes")
          .header("Content-Length", String.valueOf(SVG.length()))
          .body(equalTo(SVG));
    }
    var head = given().head(path);
    head.then().statusCode(200).header("Content-Length", String.valueOf(SVG.length()));
    assertThat(head.header("Content-Security-Policy")).contains("sandbox");
    assertThat(head.header("Content-Type")).isEqualTo("image/svg+xml");
  }

  @Test
  void itsTypeIsWhatItIsWhateverTheAddressCallsIt() throws Exception {
    given().get("/media/" + sha + "/page.html").then().contentType("image/svg+xml");
    var html = keep("<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
    given()
        .get("/media/" + html + "/a.png")
        .then()
        .statusCode(200)
        .contentType("application/octet-stream")
        .header("Content-Disposition", "attachment")
        .header("Content-Security-Policy", containsString("sandbox"));
    var late = keep(("<!--" + " ".repeat(20_000) + "-->" + SVG).getBytes(StandardCharsets.UTF_8));
    given().get("/media/" + late + "/x").then().contentType("image/svg+xml");
    var png = keep(Files.png(100_000, 1));
    given().get("/media/" + png + "/x").then().statusCode(200).contentType("image/png");
  }

  @Test
  void anEmptyFileIsOne() throws Exception {
    given()
        .get("/media/" + keep(new byte[0]) + "/a")
        .then()
        .statusCode(200)
        .header("Content-Length", "0");
  }

  @Test
  void aLargeFileComesWholeAndInParts() throws Exception {
    var large = Files.png(3_000_000, 2);
    var address = "/media/" + keep(large) + "/large.png";

    assertThat(given().get(address).asByteArray()).isEqualTo(large);
    var part = given().header("Range", "bytes=1000000-2999998").get(address);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 1000000-2999998/3000000");
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(large, 1_000_000, 2_999_999));
    var parts = given().header("Range", "bytes=5-9,1000000-2000000,-3").get(address);
    assertThat(new String(parts.asByteArray(), StandardCharsets.ISO_8859_1))
        .contains(new String(large, 1_000_000, 1_000_001, StandardCharsets.ISO_8859_1))
        .contains("Content-Range: bytes 2999997-2999999/3000000");
  }

  @Test
  void whoHasItIsToldSo() {
    for (var list :
        new String[] {"\"%s\"", "W/\"%s\"", "\"other\", \"%s\"", "*", "W/\"a\",W/\"%s\""}) {
      given()
          .header("If-None-Match", list.formatted(sha))
          .get(path)
          .then()
          .statusCode(304)
          .header("ETag", '"' + sha + '"')
          .header("Cache-Control", containsString("immutable"))
          .body(equalTo(""));
    }
    for (var list : new String[] {"\"x\"", sha, "\"x%s\"", ""}) {
      given().header("If-None-Match", list.formatted(sha)).get(path).then().statusCode(200);
    }
    given().header("If-Match", '"' + sha + '"').get(path).then().statusCode(200);
    given()
        .header("If-Match", "W/\"" + sha + '"')
        .get(path)
        .then()
        .statusCode(412)
        .body("code", equalTo("changed"));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0, 4",
    "BYTES=0-3, 0, 4",
    "bytes=-6, 65, 71",
    "bytes=-999, 0, 71",
    "bytes=5-, 5, 71",
    "bytes=0-99999, 0, 71",
    "bytes=70-70, 70, 71",
    "'bytes=0-3,2-9', 0, 10",
    "'bytes=4-9, 0-3', 0, 10",
    "'bytes=0-3,100-', 0, 4",
    "'bytes=0-3,500-600,-0', 0, 4",
  })
  void partsOfAFile(String range, int from, int to) {
    var answer = given().header("Range", range).get(path);
    answer
        .then()
        .statusCode(206)
        .header("Content-Range", "bytes %d-%d/71".formatted(from, to - 1))
        .header("Content-Length", String.valueOf(to - from));
    assertThat(answer.asString()).isEqualTo(SVG.substring(from, to));
  }

  @Test
  void severalPartsInOneAnswer() {
    var answer = given().header("Range", "bytes=-3,0-3,20-22,21-24").get(path);

    answer.then().statusCode(206).contentType(startsWith("multipart/byteranges; boundary="));
    var boundary = answer.contentType().split("boundary=")[1].split(";")[0];
    var body = new String(answer.asByteArray(), StandardCharsets.UTF_8);
    assertThat(body)
        .isEqualTo(
            part(boundary, 0, 4)
                + part(boundary, 20, 25)
                + part(boundary, 68, 71)
                + "\r\n--"
                + boundary
                + "--\r\n");
    assertThat(answer.header("Content-Length")).isEqualTo("" + body.length());
    assertThat(answer.header("ETag")).isEqualTo('"' + sha + '"');
    assertThat(answer.header("Content-Range")).isNull();
  }

  private static String part(String boundary, int from, int to) {
    return "\r\n--%s\r\nContent-Type: image/svg+xml\r\nContent-Range: bytes %d-%d/71\r\n\r\n%s"
        .formatted(boundary, from, to - 1, SVG.substring(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=4-2",
        "lines=1-2",
        "bytes=-",
        "bytes=",
        "bytes",
        "bytes=0-1;3-4",
        "bytes=a-b",
        "bytes=0-1,",
        "bytes=99999999999999999999-",
        "bytes=1--2",
        "",
        "bytes=0x1-0x2",
      })
  void whatIsNoRangeIsAnsweredByTheWhole(String range) {
    var answer = given().header("Range", range).get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo(SVG);
  }

  @Test
  void whatTheFileDoesNotHaveIsNotSatisfiable() {
    for (var range :
        new String[] {"bytes=71-", "bytes=99999-100000", "bytes=-0", "bytes=80-,90-"}) {
      given()
          .header("Range", range)
          .get(path)
          .then()
          .statusCode(416)
          .header("Content-Range", "bytes */71")
          .header("Cache-Control", "no-store")
          .body("code", equalTo("range-not-satisfiable"));
    }
  }

  @Test
  void manyRangesAreAnsweredByTheWhole() throws Exception {
    var most = "bytes=" + String.join(",", Collections.nCopies(ByteRanges.MAX_RANGES, "0-0"));
    assertThat(given().header("Range", most).get(path).asString()).isEqualTo("<");
    assertThat(given().header("Range", most + ",1-1").get(path).asString()).isEqualTo(SVG);
    var ranges = "Range: bytes=" + "0-0,".repeat(9_999) + "0-0\r\n";
    try (var many = new RawRequest(service, "GET " + path, "x", ranges)) {
      assertThat(many.answer()).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void aPartOfAnotherVersionIsNoPartOfThisOne() {
    range("\"another\"").then().statusCode(200);
    range("W/\"" + sha + '"').then().statusCode(200);
    range("Fri, 27 Nov 2026 18:00:00 GMT").then().statusCode(200);
    range('"' + sha + '"').then().statusCode(206);
    given().header("Range", "bytes=0-3").head(path).then().statusCode(200);
  }

  private Response range(String version) {
    return given().header("Range", "bytes=0-3").header("If-Range", version).get(path);
  }

  @Test
  void whatIsNoFileIsNotFound() {
    given()
        .get("/media/" + "0".repeat(64) + "/a.png")
        .then()
        .statusCode(404)
        .header("Cache-Control", "no-store")
        .body("code", equalTo("not-found"));
    for (var none :
        new String[] {
          "/media/" + sha.toUpperCase(Locale.ROOT) + "/a.svg",
          "/media/" + sha,
          "/media/" + sha + "/",
          "/media/" + sha + "/a/b",
          "/media/" + sha.substring(1) + "/a.svg",
          "/media/" + sha + "/" + "n".repeat(401),
          "/media/",
          "/media/..%2f..%2fetc/passwd",
          "/media/" + sha + "/%2e%2e",
          "/media/%00/a",
        }) {
      assertThat(given().urlEncodingEnabled(false).get(none).statusCode()).as(none).isIn(400, 404);
    }
  }

  @Test
  void filesAreOnlyRead() {
    for (var method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
      given().request(method, path).then().statusCode(405).header("Allow", "GET, HEAD");
    }
  }

  @Test
  void aFileThatWasTakenAwayIsNotFoundAndOneThatCameBackIsThere() throws Exception {
    var bytes = Files.png(1_000, 7);
    var address = "/media/" + keep(bytes) + "/a.png";
    given().get(address).then().statusCode(200);

    var held = files.path(Sha256.parse(Files.sha256(bytes)).orElseThrow()).orElseThrow();
    java.nio.file.Files.delete(held);
    given().get(address).then().statusCode(404).header("ETag", equalTo(null));

    keep(bytes);
    given().get(address).then().statusCode(200);
  }

  @Test
  void aPageOfAnotherHostMayReadIt() {
    given()
        .header("Origin", "http://localhost:8080")
        .get(path)
        .then()
        .header("Access-Control-Allow-Origin", "http://localhost:8080");
  }
}
