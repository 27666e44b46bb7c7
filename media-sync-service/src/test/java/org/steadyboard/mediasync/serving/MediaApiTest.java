package org.steadyboard.mediasync.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.media.MediaStore;
import org.steadyboard.mediasync.MediaTestHost;

@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class MediaApiTest {

  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

  @Inject MediaStore store;

  private String path;
  private String sha;

  @BeforeEach
  void keepAFile() throws Exception {
    var stored = store.put(new ByteArrayInputStream(SVG.getBytes(StandardCharsets.UTF_8)), 1000);
    sha = stored.sha256().toString();
    path = "/media/" + sha + "/drawing.svg";
  }

  @Test
  void aFileIsForeverAndCannotRunAsOurs() {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("image/svg+xml")
        .header("ETag", '"' + sha + '"')
        .header("Cache-Control", containsString("immutable"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("sandbox"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Length", String.valueOf(SVG.length()))
        .body(equalTo(SVG));
    given().header("If-None-Match", '"' + sha + '"').get(path).then().statusCode(304);
    var head = given().head(path);
    head.then().statusCode(200).header("Content-Length", String.valueOf(SVG.length()));
  }

  @Test
  void partsOfAFile() {
    assertThat(part("bytes=0-3")).isEqualTo("<svg");
    assertThat(part("bytes=-6")).isEqualTo("</svg>");
    assertThat(part("bytes=5-")).isEqualTo(SVG.substring(5));
    assertThat(part("bytes=0-99999")).isEqualTo(SVG);
    given()
        .header("Range", "bytes=2-4")
        .get(path)
        .then()
        .header("Content-Range", "bytes 2-4/" + SVG.length());
    given()
        .header("Range", "bytes=99999-")
        .get(path)
        .then()
        .statusCode(416)
        .body("code", equalTo("range-not-satisfiable"));
    for (var whole : new String[] {"bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-"}) {
      given().header("Range", whole).get(path).then().statusCode(200).body(equalTo(SVG));
    }
    given()
        .header("Range", "bytes=0-3")
        .header("If-Range", "\"another\"")
        .get(path)
        .then()
        .statusCode(200);
  }

  @Test
  void whatIsNoFileIsNotFound() {
    given().get("/media/" + "0".repeat(64) + "/a.png").then().statusCode(404);
    given().get("/media/" + sha + "/page.html").then().statusCode(404);
    given()
        .get("/media/" + sha.toUpperCase(java.util.Locale.ROOT) + "/a.svg")
        .then()
        .statusCode(404);
    given().urlEncodingEnabled(false).get("/media/..%2f..%2fetc/passwd").then().statusCode(404);
  }

  private String part(String range) {
    return given().header("Range", range).get(path).then().statusCode(206).extract().asString();
  }
}
