package org.steadyboard.lesson.input;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class BadInputTest {

  private static final String GOOD =
      "\"parentId\": null, \"kind\": \"course\", \"tags\": [], \"language\": \"en\"";

  @Inject DataSource dataSource;
  @Inject ObjectMapper json;

  @TestHTTPResource("/")
  URI service;

  private String teacher;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{~bad-json",
        "{\"title\": \"x\",}~bad-json",
        "\"text\"~invalid",
        "[]~invalid",
        "null~invalid",
        "{\"title\": {}, GOOD}~invalid",
        "{\"title\": \"x\", \"more\": 1, GOOD}~unknown-field",
        "{\"title\": \"x\", \"after\": \"no-uuid\", GOOD}~invalid",
        "{\"title\": \"a\\u0000b\", GOOD}~invalid-text",
        "{\"title\": \"a\\ud800b\", GOOD}~invalid-text",
        "{\"title\": \"a\\udc00\", GOOD}~invalid-text",
        "{\"title\": null, GOOD}~invalid",
        "{GOOD}~invalid",
      })
  void aBodyThatIsWrongIsToldSo(String body, String code) {
    var id = UUID.randomUUID();

    Api.as(teacher)
        .body(body.replace("GOOD", GOOD))
        .put("/api/nodes/" + id)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body(not(containsString("org.steadyboard")))
        .body(not(containsString("jackson")));

    Api.as(teacher).get("/api/nodes/" + id).then().statusCode(404);
  }

  @Test
  void namesOfFieldsAreForgotten() {
    assertThat(json.getFactory().isEnabled(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)).isFalse();
    assertThat(json.getFactory().isEnabled(JsonFactory.Feature.INTERN_FIELD_NAMES)).isFalse();
  }

  @Test
  void anEmptyBodyIsInvalid() {
    Api.as(teacher).put("/api/nodes/" + UUID.randomUUID()).then().statusCode(400);
  }

  @Test
  void nulBytesAndBrokenUtf8InABodyAreRefused() {
    for (var bytes :
        new byte[][] {
          {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', 0, '"', '}'},
          {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xC3, '"', '}'},
          {0, 0, 0}
        }) {
      given()
          .cookie("session", teacher)
          .header("Content-Type", "application/json")
          .body(bytes)
          .put("/api/nodes/" + UUID.randomUUID())
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  @Test
  void otherTypesMethodsAndPathsHaveTheirOwnAnswers() {
    given()
        .cookie("session", teacher)
        .contentType("text/plain")
        .body("x")
        .put("/api/nodes/" + UUID.randomUUID())
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported-type"));
    Api.as(teacher).post("/api/nodes").then().statusCode(405);
    Api.as(teacher).get("/api/no-such-thing").then().statusCode(404);
  }

  @Test
  void tenMegabytesAreRefusedWhetherOrNotTheySayTheirSize() throws Exception {
    var body = ("{\"title\": \"" + "x".repeat(10_000_000) + "\"}").getBytes();
    Api.as(teacher)
        .body(Api.streamed(body))
        .put("/api/nodes/" + UUID.randomUUID())
        .then()
        .statusCode(413)
        .body("code", equalTo("too-large"));

    var chunked =
        HttpRequest.newBuilder(service.resolve("/api/nodes/" + UUID.randomUUID()))
            .header("Content-Type", "application/json")
            .header("Cookie", "session=" + teacher)
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(chunked, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    }
    Api.as(teacher).get("/api/session").then().statusCode(200);
  }

  @Test
  void markdownHasALimitOfItsOwn() {
    var lesson = UUID.randomUUID();
    Api.as(teacher)
        .body("{\"title\": \"x\", " + GOOD.replace("course", "lesson") + "}")
        .put("/api/nodes/" + lesson)
        .then()
        .statusCode(201);
    var path = "/api/lessons/" + lesson + "/pages/" + UUID.randomUUID();

    Api.as(teacher)
        .body("{\"markdown\": \"" + "x".repeat(256 * 1024 + 1) + "\"}")
        .put(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid"));
    Api.as(teacher)
        .body("{\"markdown\": \"" + "x".repeat(256 * 1024) + "\"}")
        .put(path)
        .then()
        .statusCode(201);
  }

  @Test
  void aForeignPageCannotWrite() {
    Api.as(teacher)
        .header("Origin", "https://evil.example")
        .delete("/api/session")
        .then()
        .statusCode(403)
        .body("code", equalTo("origin-not-allowed"));
    Api.as(teacher).get("/api/session").then().statusCode(200);
  }
}
