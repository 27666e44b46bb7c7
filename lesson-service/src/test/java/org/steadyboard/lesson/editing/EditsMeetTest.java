package org.steadyboard.lesson.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.lesson.page.TextTag;

/** Two who edit one page, as their editors meet: nobody's text is lost, and both learn of it. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class EditsMeetTest {

  @Inject DataSource dataSource;

  private final UUID lesson = UUID.randomUUID();
  private final UUID page = UUID.randomUUID();
  private String teacher;

  @BeforeEach
  void makeALesson() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
    Api.as(teacher)
        .body("{\"kind\":\"lesson\",\"title\":\"x\",\"tags\":[],\"language\":\"en\"}")
        .put("/api/nodes/" + lesson)
        .then()
        .statusCode(201);
  }

  @Test
  void aNewerTextStaysAndBothAreKept() {
    var seen = etag(put("first", null));
    var theirs = etag(put("# Theirs", seen));

    var refused = put("mine", seen);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.contentType()).startsWith("application/problem+json");
    var problem = refused.jsonPath();
    assertThat(problem.getString("code")).isEqualTo("newer-there");
    assertThat(problem.getString("page.markdown")).isEqualTo("# Theirs");
    assertThat(problem.getString("page.html")).contains("<h1>Theirs</h1>");
    assertThat(problem.getString("page.etag")).isEqualTo(theirs);
    assertThat(problem.getBoolean("deleted")).isFalse();
    assertThat(lesson().getString("pages[0].markdown")).isEqualTo("# Theirs");
    // Said again, what was refused is kept once.
    put("mine", seen);
    versions().body("versions.markdown", contains("mine", "# Theirs", "first"));
    versions().body("versions.current", contains(false, true, false));

    assertThat(put("mine", theirs).statusCode()).isEqualTo(200);
    assertThat(lesson().getString("pages[0].markdown")).isEqualTo("mine");
  }

  @Test
  void anEditSaidAgainIsNoConflict() {
    var seen = etag(put("first", null));
    var written = put("second", seen);
    assertThat(written.statusCode()).isEqualTo(200);
    var again = put("second", seen);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(etag(again)).isEqualTo(etag(written));
  }

  @Test
  void aPageThatWasOnlyMovedTakesTheEdit() {
    var other = UUID.randomUUID();
    put("first", null);
    Api.as(teacher)
        .body(Map.of("markdown", "other"))
        .put("/api/lessons/%s/pages/%s".formatted(lesson, other));
    var seen = lesson().getString("pages[0].etag");
    Api.as(teacher)
        .body(Map.of("markdown", "first", "after", other))
        .put("/api/lessons/%s/pages/%s".formatted(lesson, page))
        .then()
        .statusCode(200);
    assertThat(lesson().getString("pages[1].etag")).isNotEqualTo(seen);

    assertThat(put("edited", seen).statusCode()).isEqualTo(200);
    assertThat(lesson().getList("pages.markdown")).containsExactly("other", "edited");
  }

  @Test
  void aTextThatWentBackToWhatWasSeenTakesTheEdit() {
    var seen = etag(put("first", null));
    put("second", null);
    put("first", null);
    assertThat(put("edited", seen).statusCode()).isEqualTo(200);
  }

  /** What was seen on another host has not arrived here yet. */
  @Test
  void anOlderTextIsNoNewerOne() {
    put("older", null);
    var ahead = System.currentTimeMillis() * 1000 + 500_000;
    var elsewhere = TextTag.of(ahead, "b", "seen on host b").toString();
    assertThat(put("edited", elsewhere).statusCode()).isEqualTo(200);
    assertThat(lesson().getString("pages[0].markdown")).isEqualTo("edited");
  }

  @Test
  void aPageThatHasNotArrivedHereIsMade() {
    var elsewhere = TextTag.of(1, "b", "seen on host b").toString();
    assertThat(put("edited", elsewhere).statusCode()).isEqualTo(201);
  }

  @Test
  void anEditDoesNotBringADeletedPageBackUnasked() {
    var seen = etag(put("first", null));
    Api.as(teacher).delete("/api/lessons/%s/pages/%s".formatted(lesson, page));

    var refused = put("mine", seen);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getBoolean("deleted")).isTrue();
    assertThat(refused.jsonPath().getString("page.markdown")).isEqualTo("first");
    assertThat(lesson().getList("pages")).isEmpty();
    versions().body("versions.markdown", containsInAnyOrder("mine", "first"));

    assertThat(put("mine", null).statusCode()).isEqualTo(200);
    assertThat(lesson().getString("pages[0].markdown")).isEqualTo("mine");
  }

  @Test
  void whatAPutAnswersIsWhatTheLessonSays() {
    var written = put("first", null);
    assertThat(written.jsonPath().getMap("")).isEqualTo(lesson().getMap("pages[0]"));
    written = put("second", etag(written));
    assertThat(written.jsonPath().getMap("")).isEqualTo(lesson().getMap("pages[0]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1-a",
        "1-a.0123456789abcdef0123456789abcde",
        "1-a.0123456789ABCDEF0123456789ABCDEF",
        "9999999999999999999-a.0123456789abcdef0123456789abcdef",
        "-1-a.0123456789abcdef0123456789abcdef",
        "1-A.0123456789abcdef0123456789abcdef",
      })
  void whatIsNoEtagIsRefused(String basedOn) {
    put("first", null);
    var refused = put("second", basedOn);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("invalid");
    assertThat(put("second", "1".repeat(TextTag.MAX_CHARACTERS + 1)).statusCode()).isEqualTo(400);
  }

  @Test
  void deletedPagesAreListedAndComeBackToWhereTheyStood() throws Exception {
    put("# The *first*\n\ntext", null);
    var second = UUID.randomUUID();
    var third = UUID.randomUUID();
    for (var one : new UUID[] {second, third}) {
      Api.as(teacher)
          .body(Map.of("markdown", "Page without a heading"))
          .put("/api/lessons/%s/pages/%s".formatted(lesson, one));
    }
    for (var one : new UUID[] {page, second}) {
      Api.as(teacher)
          .delete("/api/lessons/%s/pages/%s".formatted(lesson, one))
          .then()
          .statusCode(204);
    }
    var list = "/api/lessons/%s/deleted-pages".formatted(lesson);
    var first =
        Api.as(teacher)
            .get(list + "?limit=1")
            .then()
            .body("pages", hasSize(1))
            .body("pages[0].id", equalTo(second.toString()))
            .body("pages[0].title", equalTo("Page without a heading"))
            .extract()
            .jsonPath();
    Api.as(teacher)
        .get(list + "?limit=1&cursor=" + first.getString("cursor"))
        .then()
        .body("pages[0].title", equalTo("The first"))
        .body("cursor", equalTo(null));

    for (var time = 0; time < 2; time++) {
      Api.as(teacher)
          .put("/api/lessons/%s/pages/%s/restoration".formatted(lesson, page))
          .then()
          .statusCode(200)
          .body("markdown", equalTo("# The *first*\n\ntext"));
    }
    assertThat(lesson().getList("pages.id")).containsExactly(page.toString(), third.toString());
    Api.as(teacher).get(list).then().body("pages.id", contains(second.toString()));

    Api.account(dataSource, "teacher2@example.org", "teacher");
    var other = Api.signIn("teacher2@example.org");
    Api.as(other).get(list).then().statusCode(404);
    Api.as(other)
        .put("/api/lessons/%s/pages/%s/restoration".formatted(lesson, second))
        .then()
        .statusCode(404);
    Api.as(teacher)
        .put("/api/lessons/%s/pages/%s/restoration".formatted(lesson, UUID.randomUUID()))
        .then()
        .statusCode(404);
  }

  private Response put(String markdown, String basedOn) {
    var body = new HashMap<String, Object>(Map.of("markdown", markdown));
    if (basedOn != null) {
      body.put("basedOn", basedOn);
    }
    return Api.as(teacher).body(body).put("/api/lessons/%s/pages/%s".formatted(lesson, page));
  }

  private static String etag(Response put) {
    return put.jsonPath().getString("etag");
  }

  private JsonPath lesson() {
    return Api.as(teacher).get("/api/lessons/" + lesson).jsonPath();
  }

  private ValidatableResponse versions() {
    return Api.as(teacher).get("/api/lessons/%s/pages/%s/versions".formatted(lesson, page)).then();
  }
}
