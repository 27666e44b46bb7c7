package org.steadyboard.lesson.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.steadyboard.lesson.Api.SOON;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class LessonApiTest {

  private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";

  @Inject DataSource dataSource;

  private String admin;
  private String teacher;
  private UUID lesson;

  @BeforeEach
  void makeALesson() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    Api.account(dataSource, "teacher@example.org", "teacher");
    admin = Api.signIn("admin@example.org");
    teacher = Api.signIn("teacher@example.org");
    lesson = node(admin, null, "Water");
    page(admin, lesson, "# One\n\n<!-- Ask first -->");
    page(admin, lesson, "# Two");
  }

  @Test
  void aLessonComesWithItsPagesInOrderAndAStrongETag() {
    var read = Api.as(teacher).get("/api/lessons/" + lesson);

    read.then()
        .statusCode(200)
        .body("title", equalTo("Water"))
        .body("pages.markdown", contains("# One\n\n<!-- Ask first -->", "# Two"))
        .body("pages[0].notes", equalTo("Ask first"))
        .body("pages[0].html", containsString("<h1>One</h1>"));
    var etag = read.header("ETag");
    assertThat(etag).matches("\"[0-9a-f]{32}\"");
    Api.as(teacher)
        .header("If-None-Match", "\"other\", " + etag)
        .get("/api/lessons/" + lesson)
        .then()
        .statusCode(304)
        .header("ETag", etag);
  }

  @Test
  void aChangeIsReadAtOnceAndHasAnotherETag() {
    var path = "/api/lessons/" + lesson;
    var before = Api.as(teacher).get(path);
    var page = before.jsonPath().getString("pages[0].id");

    put(admin, lesson, UUID.fromString(page), Map.of("markdown", "# Changed"))
        .then()
        .statusCode(200)
        .body("html", containsString("Changed"));

    var after = Api.as(teacher).header("If-None-Match", before.header("ETag")).get(path);
    after.then().statusCode(200).body("pages[0].markdown", equalTo("# Changed"));
    Api.as(admin).delete(path + "/pages/" + page).then().statusCode(204);
    Api.as(admin).delete(path + "/pages/" + page).then().statusCode(204);
    Api.as(teacher).get(path).then().body("pages", hasSize(1));
  }

  @Test
  void aChangeThatAnotherProcessWroteIsReadSoon() throws Exception {
    var path = "/api/lessons/" + lesson;
    Api.as(teacher).get(path).then().statusCode(200);

    sql("update lesson.node set title = 'Renamed elsewhere' where id = '" + lesson + "'");
    Eventually.holds(
        "the new title is shown",
        SOON,
        () -> "Renamed elsewhere".equals(Api.as(teacher).get(path).jsonPath().getString("title")));

    sql(
        """
        insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering)
        values ('%s', '%s', 'z', 'new', '', '<p>new</p>', '', 'new', 1)
        """
            .formatted(UUID.randomUUID(), lesson));
    Eventually.holds(
        "the new page is shown",
        SOON,
        () -> Api.as(teacher).get(path).jsonPath().getList("pages").size() == 3);
  }

  @Test
  void deletingWhatIsAboveHidesALessonThatIsInMemory() {
    var id = UUID.randomUUID();
    var course = UUID.randomUUID();
    Api.as(admin).body(body(null, "course", "Course")).put("/api/nodes/" + course);
    Api.as(admin).body(body(course, "lesson", "Below")).put("/api/nodes/" + id);
    Api.as(teacher).get("/api/lessons/" + id).then().statusCode(200);

    Api.as(admin).delete("/api/nodes/" + course).then().statusCode(204);

    Eventually.holds(
        "the lesson is hidden",
        SOON,
        () -> Api.as(teacher).get("/api/lessons/" + id).statusCode() == 404);
  }

  @Test
  void pagesStandWhereTheyWerePutAndAWriteMayBeSaidTwice() {
    var read = Api.as(teacher).get("/api/lessons/" + lesson).jsonPath();
    var one = read.getString("pages[0].id");
    var between = UUID.randomUUID();
    Map<String, Object> request = Map.of("markdown", "# Between", "after", one);

    put(admin, lesson, between, request).then().statusCode(201);
    put(admin, lesson, between, request).then().statusCode(200);

    Api.as(teacher)
        .get("/api/lessons/" + lesson)
        .then()
        .body("pages.markdown", contains("# One\n\n<!-- Ask first -->", "# Between", "# Two"));
    put(teacher, lesson, between, request).then().statusCode(403);
  }

  @Test
  void betweenTwoPagesOfOneRankThereIsRoom() throws Exception {
    sql("update lesson.page set rank = 'V00000' where lesson_id = '" + lesson + "'");
    var path = "/api/lessons/" + lesson;
    var tied = Api.as(teacher).get(path).jsonPath().getList("pages.id", String.class);
    var between = UUID.randomUUID();
    Map<String, Object> request = Map.of("markdown", "# Between", "after", tied.get(0));

    put(admin, lesson, between, request).then().statusCode(201);
    put(admin, lesson, between, request).then().statusCode(200);

    Api.as(teacher)
        .get(path)
        .then()
        .body("pages.id", contains(tied.get(0), between.toString(), tied.get(1)));
  }

  @Test
  void aCopyIsTheTeachersOwn() {
    var copy = UUID.randomUUID();
    var path = "/api/lessons/" + lesson + "/copies/" + copy;

    Api.as(teacher)
        .body("{}")
        .put(path)
        .then()
        .statusCode(201)
        .body("id", equalTo(copy.toString()))
        .body("ownerId", equalTo(Ids.account("teacher@example.org").toString()))
        .body("pages", hasSize(2));
    Api.as(teacher).put(path).then().statusCode(200);

    page(teacher, copy, "# Mine");
    Api.as(teacher).get("/api/lessons/" + copy).then().body("pages", hasSize(3));
    Api.as(teacher).get("/api/lessons/" + lesson).then().body("pages", hasSize(2));
    Api.as(teacher).put("/api/lessons/" + lesson + "/copies/" + lesson).then().statusCode(409);
  }

  @Test
  void aPairedBoardReadsWithoutNotes() throws Exception {
    var board = board(true);
    var path = "/api/board-lesson/" + lesson;

    var read = given().header("Authorization", "Board " + board + "." + SECRET).get(path);

    read.then().statusCode(200).body("pages", hasSize(2));
    assertThat(read.jsonPath().getString("pages[0].html")).contains("One");
    assertThat(read.body().asString()).doesNotContain("Ask first").doesNotContain("markdown");
    given()
        .header("Authorization", "Board " + board + "." + SECRET)
        .header("If-None-Match", read.header("ETag"))
        .get(path)
        .then()
        .statusCode(304);
  }

  @Test
  void otherBoardsDoNot() throws Exception {
    var path = "/api/board-lesson/" + lesson;
    var paired = board(true);
    var unpaired = board(false);

    given().get(path).then().statusCode(401).body("code", equalTo("not-signed-in"));
    for (var key :
        List.of("Board x", "Board " + paired + ".c2VjcmV0LXNlY3JldC1zZWNyZXU", "Bearer x")) {
      given().header("Authorization", key).get(path).then().statusCode(401);
    }
    given()
        .header("Authorization", "Board " + UUID.randomUUID() + "." + SECRET)
        .get(path)
        .then()
        .statusCode(401);
    given()
        .header("Authorization", "Board " + unpaired + "." + SECRET)
        .get(path)
        .then()
        .statusCode(403)
        .body("code", equalTo("not-paired"));
  }

  @Test
  void aBoardReadsWhatItsTeachersMayRead() throws Exception {
    Api.account(dataSource, "teacher2@example.org", "teacher");
    var own = node(teacher, null, "Own");
    var others = node(Api.signIn("teacher2@example.org"), null, "Another's");
    var key = "Board " + board(true) + "." + SECRET;

    given().header("Authorization", key).get("/api/board-lesson/" + own).then().statusCode(200);
    given()
        .header("Authorization", key)
        .get("/api/board-lesson/" + others)
        .then()
        .statusCode(404)
        .body(not(containsString("Another")));
  }

  /** A board that is paired with the teacher, or with nobody. */
  private UUID board(boolean paired) throws Exception {
    var id = UUID.randomUUID();
    var hash =
        MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.US_ASCII));
    var hex = java.util.HexFormat.of().formatHex(hash);
    sql(
        "insert into board.board (id, secret_hash, created_at) values ('%s', '\\x%s', now())"
            .formatted(id, hex));
    var account = Ids.account("teacher@example.org");
    sql(
        "insert into board.pairing (id, board_id, account_id, name, paired_at, deleted_at) values ('%s', '%s', '%s', 'x', now(), %s)"
            .formatted(Ids.pairing(id, account), id, account, paired ? "null" : "now()"));
    return id;
  }

  private void sql(String sql) throws SQLException {
    Sql.execute(dataSource, sql);
  }

  private static UUID node(String cookie, UUID parent, String title) {
    var id = UUID.randomUUID();
    Api.as(cookie)
        .body(body(parent, "lesson", title))
        .put("/api/nodes/" + id)
        .then()
        .statusCode(201);
    return id;
  }

  private static Map<String, Object> body(UUID parent, String kind, String title) {
    var body = new HashMap<String, Object>();
    body.put("parentId", parent);
    body.put("kind", kind);
    body.put("title", title);
    body.put("tags", List.of());
    body.put("language", "en");
    return body;
  }

  private static void page(String cookie, UUID lesson, String markdown) {
    put(cookie, lesson, UUID.randomUUID(), Map.of("markdown", markdown)).then().statusCode(201);
  }

  private static Response put(String cookie, UUID lesson, UUID page, Map<String, Object> body) {
    return Api.as(cookie).body(body).put("/api/lessons/" + lesson + "/pages/" + page);
  }
}
