package org.steadyboard.mediasync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What pages of this set of hosts may ask of a host that did not serve them, and others may not.
 */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class OtherOriginsTest {

  /** The test's own requests are for another port. */
  private static final String OURS = "http://localhost:8080";

  @Test
  void aPageOfOursMaySpeakTus() {
    var asked =
        preflight(
            OURS,
            "PATCH",
            "content-type,tus-resumable,upload-offset,upload-checksum,upload-length");

    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(list(asked, "Access-Control-Allow-Methods"))
        .contains("get", "head", "put", "post", "patch", "delete");
    assertThat(list(asked, "Access-Control-Allow-Headers"))
        .contains(
            "content-type",
            "content-digest",
            "range",
            "x-file-name",
            "tus-resumable",
            "upload-length",
            "upload-offset",
            "upload-metadata",
            "upload-checksum");
    assertThat(asked.header("Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @Test
  void itMayReadWhereAnUploadIsAndHowFar() {
    var answer = given().header("Origin", OURS).get("/media/" + "0".repeat(64) + "/a.png");

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(OURS);
    assertThat(list(answer, "Access-Control-Expose-Headers"))
        .contains(
            "location",
            "upload-offset",
            "upload-length",
            "upload-expires",
            "tus-resumable",
            "etag");
  }

  @Test
  void aForeignPageMayNothing() {
    preflight("https://evil.example", "PATCH", "upload-offset").then().statusCode(403);
    given()
        .header("Origin", "https://evil.example")
        .post("/api/admin/replication/repair")
        .then()
        .statusCode(403)
        .body("code", equalTo("origin-not-allowed"));
  }

  private static Response preflight(String origin, String method, String headers) {
    return given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header("Access-Control-Request-Headers", headers)
        .options("/api/uploads/1");
  }

  private static String[] list(Response answer, String header) {
    return Arrays.stream(answer.header(header).toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .toArray(String[]::new);
  }
}
