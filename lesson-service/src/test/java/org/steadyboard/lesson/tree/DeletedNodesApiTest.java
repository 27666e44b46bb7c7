package org.steadyboard.lesson.tree;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Sql;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class DeletedNodesApiTest {

  @Inject DataSource dataSource;

  private String admin;
  private String teacher;
  private String other;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
    // Of this test alone: what others deleted is not theirs.
    var name = UUID.randomUUID();
    Api.accountOfCheapHash(dataSource, name + "@example.org");
    Api.accountOfCheapHash(dataSource, name + "-other@example.org");
    teacher = Api.signIn(name + "@example.org");
    other = Api.signIn(name + "-other@example.org");
  }

  @Test
  void whatWasDeletedIsListedTheNewestFirstUntilItIsBack() {
    var course = make(teacher, null, "course", "Course");
    var first = make(teacher, course, "lesson", "First");
    var second = make(teacher, course, "theme", "Second");
    make(teacher, second, "lesson", "Goes along");
    delete(teacher, first);
    delete(teacher, second);

    assertThat(titles(deleted(teacher))).containsExactly("Second", "First");
    assertThat(deleted(teacher).getInt("nodes[0].node.childCount")).isEqualTo(1);
    assertThat(deleted(teacher).getString("nodes[0].deletedAt"))
        .matches("\\d{4}-\\d\\d-\\d\\dT.*Z");

    Api.as(teacher).put("/api/nodes/" + second + "/restoration").then().statusCode(200);
    assertThat(titles(deleted(teacher))).containsExactly("First");
  }

  @Test
  void itIsSaidWhereEachComesBackToAndWhatMustComeBackBefore() {
    var course = make(teacher, null, "course", "Course");
    var theme = make(teacher, course, "theme", "Theme");
    var lesson = make(teacher, theme, "lesson", "Lesson");
    delete(teacher, lesson);
    delete(teacher, theme);

    var list = deleted(teacher);

    assertThat(titles(list)).containsExactly("Theme", "Lesson");
    assertThat(list.getList("nodes[1].above.title", String.class))
        .containsExactly("Course", "Theme");
    assertThat(list.getList("nodes[1].above.deleted", Boolean.class)).containsExactly(false, true);
    assertThat(list.getList("nodes[0].above.id", String.class)).containsExactly(course.toString());
    delete(teacher, course);
    assertThat(deleted(teacher).getList("nodes[0].above")).isEmpty();
  }

  @Test
  void teachersSeeTheirOwnAndAdminsEverything() {
    var own = make(teacher, null, "course", "Own");
    var shared = make(admin, null, "course", "Shared");
    delete(teacher, own);
    delete(admin, shared);

    assertThat(titles(deleted(teacher))).containsExactly("Own");
    assertThat(titles(deleted(other))).isEmpty();
    assertThat(titles(deleted(admin))).startsWith("Shared", "Own");
    Api.as(other).put("/api/nodes/" + own + "/restoration").then().statusCode(404);
    Api.as(teacher).put("/api/nodes/" + shared + "/restoration").then().statusCode(403);
    Api.as(admin).put("/api/nodes/" + own + "/restoration").then().statusCode(200);
  }

  @Test
  void theListPagesThroughAlsoWhatWasDeletedInOneMoment() throws Exception {
    var course = make(teacher, null, "course", "Course");
    var expected = new ArrayList<String>();
    for (var i = 0; i < 7; i++) {
      make(teacher, course, "lesson", "L" + i);
      expected.add("L" + i);
    }
    Sql.execute(
        dataSource,
        "update lesson.node set deleted_at = '2026-03-01T08:30:00Z' where parent_id = '%s'"
            .formatted(course));
    var found = new ArrayList<String>();
    String cursor = null;
    var pages = 0;
    do {
      var request = Api.as(teacher).queryParam("limit", 3);
      var page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/api/nodes/deleted")
              .jsonPath();
      found.addAll(titles(page));
      cursor = page.getString("cursor");
      pages++;
    } while (cursor != null);

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void whatIsNotAListIsRefused() {
    var notOurs = "cursor=" + Cursor.of("yesterday", UUID.randomUUID());
    for (var query : List.of("limit=0", "limit=101", "cursor=x", notOurs)) {
      Api.as(teacher)
          .get("/api/nodes/deleted?" + query)
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid"));
    }
    given().get("/api/nodes/deleted").then().statusCode(401);
  }

  @Test
  void detailsChangeWhatANodeIsCalledAndNotWhereItStands() {
    var course = make(teacher, null, "course", "Course");
    var here = make(teacher, course, "theme", "Here");
    var there = make(teacher, course, "theme", "There");
    var lesson = make(teacher, here, "lesson", "Lesson");
    Api.as(teacher)
        .body("{\"parentId\":\"" + there + "\"}")
        .put("/api/nodes/" + lesson + "/place")
        .then()
        .statusCode(200);

    for (var i = 0; i < 2; i++) {
      Api.as(teacher)
          .body(details(" New name ", List.of("a", "b", "a"), "nl"))
          .put("/api/nodes/" + lesson + "/details")
          .then()
          .statusCode(200)
          .body("title", equalTo("New name"))
          .body("tags", equalTo(List.of("a", "b")))
          .body("language", equalTo("nl"))
          .body("kind", equalTo("lesson"))
          .body("parentId", equalTo(there.toString()));
    }
  }

  @Test
  void detailsAreRefusedAsANodesAre() {
    var course = make(teacher, null, "course", "Course");
    var shared = make(admin, null, "course", "Shared");
    var fine = details("x", List.of(), "en");

    for (var wrong :
        List.of(
            details(" ", List.of(), "en"),
            details("x".repeat(201), List.of(), "en"),
            details("x", List.of("y".repeat(65)), "en"),
            details("x", List.of(" "), "en"),
            details("x", List.of(), "no language"))) {
      describe(teacher, course, wrong, 400, "invalid");
    }
    describe(teacher, shared, fine, 403, "not-allowed");
    describe(other, course, fine, 404, "not-found");
    describe(teacher, UUID.randomUUID(), fine, 404, "not-found");
    delete(teacher, course);
    describe(teacher, course, fine, 404, "not-found");
  }

  private static void describe(
      String cookie, UUID id, Map<String, Object> body, int status, String code) {
    Api.as(cookie)
        .body(body)
        .put("/api/nodes/" + id + "/details")
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
  }

  private static Map<String, Object> details(String title, List<String> tags, String language) {
    return Map.of("title", title, "tags", tags, "language", language);
  }

  private static UUID make(String cookie, UUID parent, String kind, String title) {
    var id = UUID.randomUUID();
    var body = new HashMap<String, Object>(details(title, List.of(), "en"));
    body.put("parentId", parent);
    body.put("kind", kind);
    Api.as(cookie).body(body).put("/api/nodes/" + id).then().statusCode(201);
    return id;
  }

  private static void delete(String cookie, UUID id) {
    Api.as(cookie).delete("/api/nodes/" + id).then().statusCode(204);
  }

  private static JsonPath deleted(String cookie) {
    return Api.as(cookie).get("/api/nodes/deleted").then().statusCode(200).extract().jsonPath();
  }

  private static List<String> titles(JsonPath list) {
    return list.getList("nodes.node.title", String.class);
  }
}
