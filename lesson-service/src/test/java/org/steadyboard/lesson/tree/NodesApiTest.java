package org.steadyboard.lesson.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Sql;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class NodesApiTest {

  @Inject DataSource dataSource;

  private String admin;
  private String teacher;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    Api.account(dataSource, "teacher@example.org", "teacher");
    admin = Api.signIn("admin@example.org");
    teacher = Api.signIn("teacher@example.org");
  }

  @Test
  void childrenStandWhereTheyWerePut() {
    var course = put(admin, null, "course", "Course");
    var a = put(admin, course, "theme", "A");
    var c = put(admin, course, "theme", "C");
    var b = UUID.randomUUID();
    put(admin, b, body(course, "theme", "B", "after", a)).then().statusCode(201);
    var first = UUID.randomUUID();
    put(admin, first, body(course, "theme", "First", "after", null)).then().statusCode(201);

    assertThat(titles(course)).containsExactly("First", "A", "B", "C");
    Api.as(teacher)
        .get("/api/nodes/" + course)
        .then()
        .body("childCount", equalTo(4))
        .body("pageCount", equalTo(0));

    place(c, course, first).then().statusCode(200);
    assertThat(titles(course)).containsExactly("First", "C", "A", "B");
  }

  @Test
  void betweenTwoOfOneRankThereIsRoom() throws Exception {
    var course = put(admin, null, "course", "Course");
    var tied = withOneRank(course, "A", "B", "C");
    put(admin, course, "theme", "Z");
    var stamps =
        "select string_agg(row_stamp::text, ' ' order by id) from lesson.node where title ";
    var kept = query(stamps + "in ('A', 'B', 'Z') and parent_id = '" + course + "'");

    var body = body(course, "theme", "New", "after", tied.get(1));
    var id = UUID.randomUUID();
    put(admin, id, body).then().statusCode(201);
    assertThat(titles(course)).containsExactly("A", "B", "New", "C", "Z");
    assertThat(query(stamps + "in ('A', 'B', 'Z') and parent_id = '" + course + "'"))
        .as("only what is behind is written")
        .isEqualTo(kept);

    place(id, course, tied.get(0)).then().statusCode(200);
    assertThat(titles(course)).containsExactly("A", "New", "B", "C", "Z");
    var placed = query(stamps + "<> '' and parent_id = '" + course + "'");
    place(id, course, tied.get(0)).then().statusCode(200);
    assertThat(query(stamps + "<> '' and parent_id = '" + course + "'"))
        .as("said twice")
        .isEqualTo(placed);
  }

  @Test
  void oneOfThoseWithOneRankMovesAmongThem() throws Exception {
    var course = put(admin, null, "course", "Course");
    var tied = withOneRank(course, "A", "B", "C");

    place(tied.get(2), course, tied.get(0)).then().statusCode(200);
    assertThat(titles(course)).containsExactly("A", "C", "B");
    place(tied.get(0), course, tied.get(2)).then().statusCode(200);
    assertThat(titles(course)).containsExactly("C", "A", "B");
  }

  @Test
  void aTreeIsAtMost32LevelsDeepAlsoByMoves() throws Exception {
    var levels = new ArrayList<UUID>();
    for (var i = 1; i <= 32; i++) {
      levels.add(put(admin, levels.isEmpty() ? null : levels.getLast(), "theme", "L" + i));
    }
    put(admin, UUID.randomUUID(), body(levels.get(31), "lesson", "L33"))
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid"));
    var top = put(admin, null, "course", "Of three levels");
    var below = put(admin, put(admin, top, "theme", "2"), "lesson", "3");

    place(top, levels.get(29), null).then().statusCode(400).body("code", equalTo("invalid"));
    put(admin, top, body(levels.get(29), "course", "Of three levels"))
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid"));
    place(top, levels.get(28), null).then().statusCode(200);
    Api.as(admin).get("/api/nodes/" + below + "/path").then().body("nodes", hasSize(31));

    sql("update lesson.node set parent_id = '%s' where id = '%s'".formatted(levels.get(31), top));
    put(admin, top, body(levels.get(31), "course", "Too deep, not by us")).then().statusCode(200);
    place(top, null, null).then().statusCode(200);
  }

  @Test
  void aWriteSaidTwiceChangesNothing() {
    var course = put(admin, null, "course", "Course");
    put(admin, course, "theme", "A");
    var id = UUID.randomUUID();
    var body = body(course, "theme", "B", "after", null);
    var first = put(admin, id, body);
    put(admin, course, "theme", "C");

    var again = put(admin, id, body);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.jsonPath().getString("rank")).isEqualTo(first.jsonPath().getString("rank"));
    assertThat(titles(course)).containsExactly("B", "A", "C");
  }

  @Test
  void theSameWriteAtOnceMakesOneNode() throws Exception {
    var course = put(admin, null, "course", "Course");
    var id = UUID.randomUUID();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var puts = new ArrayList<java.util.concurrent.Future<Integer>>();
      for (var i = 0; i < 8; i++) {
        puts.add(threads.submit(() -> put(admin, id, body(course, "theme", "A")).statusCode()));
      }
      var codes = new ArrayList<Integer>();
      for (var put : puts) {
        codes.add(put.get());
      }
      assertThat(codes).containsOnlyOnce(201).containsOnly(200, 201);
    }
    assertThat(titles(course)).containsExactly("A");
  }

  @Test
  void childrenPageThrough() {
    var course = put(admin, null, "course", "Course");
    var expected = new ArrayList<String>();
    for (var i = 0; i < 25; i++) {
      put(admin, course, "theme", "T" + i);
      expected.add("T" + i);
    }
    var found = new ArrayList<String>();
    String cursor = null;
    var pages = 0;
    do {
      var request = Api.as(teacher).queryParam("parent", course.toString()).queryParam("limit", 10);
      var page =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/api/nodes")
              .jsonPath();
      found.addAll(page.getList("nodes.title", String.class));
      cursor = page.getString("cursor");
      pages++;
    } while (cursor != null);

    assertThat(found).isEqualTo(expected);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aNodeNeverComesUnderItself() {
    var course = put(admin, null, "course", "Course");
    var theme = put(admin, course, "theme", "Theme");
    var below = put(admin, theme, "theme", "Below");

    place(course, below, null).then().statusCode(409).body("code", equalTo("would-make-cycle"));
    place(theme, theme, null).then().statusCode(409);
    put(admin, theme, body(below, "theme", "Theme"))
        .then()
        .statusCode(409)
        .body("code", equalTo("would-make-cycle"));

    Api.as(teacher)
        .get("/api/nodes/" + below + "/path")
        .then()
        .body("nodes.title", contains("Course", "Theme"));
  }

  @Test
  void deletingHidesAllBelowAndRestoringBringsItBack() {
    var course = put(admin, null, "course", "Course");
    var theme = put(admin, course, "theme", "Theme");
    var lesson = put(admin, theme, "lesson", "Lesson");

    Api.as(admin).delete("/api/nodes/" + course).then().statusCode(204);
    Api.as(admin).delete("/api/nodes/" + course).then().statusCode(204);

    for (var path : List.of("/api/nodes/", "/api/lessons/", "/api/nodes?parent=")) {
      var id = path.contains("parent") ? theme : lesson;
      Api.as(teacher).get(path + id).then().statusCode(404).body("code", equalTo("not-found"));
    }
    Api.as(admin).delete("/api/nodes/" + theme).then().statusCode(204);
    Api.as(admin).put("/api/nodes/" + theme + "/restoration").then().statusCode(409);
    Api.as(admin).put("/api/nodes/" + course + "/restoration").then().statusCode(200);
    Api.as(teacher).get("/api/nodes/" + lesson).then().statusCode(404);
    Api.as(admin).put("/api/nodes/" + theme + "/restoration").then().statusCode(200);
    Api.as(teacher).get("/api/lessons/" + lesson).then().statusCode(200);
  }

  @Test
  void teachersChangeTheirOwnAndReadWhatIsShared() throws Exception {
    Api.account(dataSource, "teacher2@example.org", "teacher");
    var other = Api.signIn("teacher2@example.org");
    var shared = put(admin, null, "course", "Shared");
    var own = put(teacher, null, "course", "Own");
    var lesson = put(teacher, own, "lesson", "Own lesson");

    put(teacher, UUID.randomUUID(), body(shared, "theme", "Mine here"))
        .then()
        .statusCode(403)
        .body("code", equalTo("not-allowed"));
    put(teacher, shared, body(null, "course", "Renamed")).then().statusCode(403);
    Api.as(teacher).delete("/api/nodes/" + shared).then().statusCode(403);
    Api.as(teacher).get("/api/nodes/" + shared).then().statusCode(200);

    Api.as(other).get("/api/nodes/" + lesson).then().statusCode(404);
    Api.as(other).get("/api/lessons/" + lesson).then().statusCode(404);
    Api.as(other).get("/api/nodes?parent=" + own).then().statusCode(404);
    Api.as(other).delete("/api/nodes/" + lesson).then().statusCode(404);
    assertThat(rootTitles(other)).contains("Shared").doesNotContain("Own");
    assertThat(rootTitles(teacher)).contains("Shared", "Own");
    place(lesson, shared, null).then().statusCode(409).body("code", equalTo("conflict"));
  }

  @Test
  void whatCannotBeIsRefused() {
    var course = put(admin, null, "course", "Course");
    var lesson = put(admin, course, "lesson", "Lesson");

    put(admin, UUID.randomUUID(), body(lesson, "lesson", "Under a lesson")).then().statusCode(400);
    put(admin, UUID.randomUUID(), body(UUID.randomUUID(), "theme", "X")).then().statusCode(400);
    put(admin, lesson, body(course, "theme", "No lesson any more")).then().statusCode(409);
    put(admin, UUID.randomUUID(), body(course, "chapter", "X")).then().statusCode(400);
    put(admin, UUID.randomUUID(), body(course, "theme", " ")).then().statusCode(400);
    put(admin, UUID.randomUUID(), body(course, "theme", "x".repeat(201))).then().statusCode(400);
    put(admin, UUID.randomUUID(), body(course, "theme", "X", "language", "no language"))
        .then()
        .statusCode(400);
    put(admin, UUID.randomUUID(), body(course, "theme", "X", "after", UUID.randomUUID()))
        .then()
        .statusCode(400);
    Api.as(admin).get("/api/nodes/no-uuid").then().statusCode(400).body("code", equalTo("invalid"));
    Api.as(admin).get("/api/nodes?parent=no-uuid").then().statusCode(400);
    Api.as(admin).get("/api/nodes/" + UUID.randomUUID()).then().statusCode(404);
    Api.as(admin).get("/api/nodes?parent=" + UUID.randomUUID()).then().statusCode(404);
  }

  /** As hosts leave it that each put something at the same place; in the order of their ids. */
  private List<UUID> withOneRank(UUID parent, String... titles) throws Exception {
    var ids = new ArrayList<UUID>();
    for (var title : titles) {
      var id = new UUID(parent.getMostSignificantBits(), ids.size());
      put(admin, id, body(parent, "theme", title)).then().statusCode(201);
      ids.add(id);
    }
    sql("update lesson.node set rank = 'V000001' where parent_id = '" + parent + "'");
    return ids;
  }

  private void sql(String sql) throws SQLException {
    Sql.execute(dataSource, sql);
  }

  private String query(String sql) throws SQLException {
    return Sql.query(dataSource, sql).getFirst();
  }

  private UUID put(String cookie, UUID parent, String kind, String title) {
    var id = UUID.randomUUID();
    put(cookie, id, body(parent, kind, title)).then().statusCode(201);
    return id;
  }

  private static Response put(String cookie, UUID id, Map<String, Object> body) {
    return Api.as(cookie).body(body).put("/api/nodes/" + id);
  }

  private Response place(UUID id, UUID parent, UUID after) {
    var body = new HashMap<String, Object>();
    body.put("parentId", parent);
    body.put("after", after);
    return Api.as(admin).body(body).put("/api/nodes/" + id + "/place");
  }

  private static Map<String, Object> body(
      UUID parent, String kind, String title, Object... others) {
    var body = new HashMap<String, Object>();
    body.put("parentId", parent);
    body.put("kind", kind);
    body.put("title", title);
    body.put("tags", List.of("a tag"));
    body.put("language", "en");
    for (var i = 0; i < others.length; i += 2) {
      body.put((String) others[i], others[i + 1]);
    }
    return body;
  }

  private List<String> titles(UUID parent) {
    return Api.as(teacher)
        .get("/api/nodes?parent=" + parent)
        .jsonPath()
        .getList("nodes.title", String.class);
  }

  private static List<String> rootTitles(String cookie) {
    return Api.as(cookie)
        .queryParam("limit", 200)
        .get("/api/nodes")
        .jsonPath()
        .getList("nodes.title", String.class);
  }
}
