package org.steadyboard.lesson.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class SearchApiTest {

  @Inject DataSource dataSource;

  private String admin;
  private String teacher;
  private UUID course;

  @BeforeEach
  void makeLessons() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    Api.account(dataSource, "teacher@example.org", "teacher");
    admin = Api.signIn("admin@example.org");
    teacher = Api.signIn("teacher@example.org");
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      // Each test has its own words to find.
      statement.execute("update lesson.node set deleted_at = now() where deleted_at is null");
    }
    course = node(admin, null, "course", "Nature", "en");
  }

  @Test
  void stemsByLanguage() {
    page(admin, node(admin, course, "lesson", "Swimming", "en"), "The fishes were swimming.");
    page(admin, node(admin, course, "lesson", "Zwemmen", "nl"), "De vissen zwommen in het water.");
    page(admin, node(admin, course, "lesson", "Wai", "mi"), "Ngā ika i te wai.");

    assertThat(titles("fish")).containsExactly("Swimming");
    assertThat(titles("swims")).containsExactly("Swimming");
    assertThat(titles("vis")).contains("Zwemmen");
    assertThat(titles("ika")).containsExactly("Wai");
    assertThat(titles("swi")).containsExactly("Swimming");
    assertThat(titles("swim water")).isEmpty();
  }

  @Test
  void titlesWeighMoreThanHeadingsAndTheseMoreThanText() {
    page(admin, node(admin, course, "lesson", "C", "en"), "Rivers flow. One volcano.");
    page(admin, node(admin, course, "lesson", "B", "en"), "# A volcano\n\nIt is hot.");
    page(admin, node(admin, course, "lesson", "Volcano", "en"), "It is hot.");

    assertThat(titles("volcano")).containsExactly("Volcano", "B", "C");
  }

  @Test
  void aHitSaysWhereItIsAndWhatWasFoundSafely() {
    var theme = node(admin, course, "theme", "Rocks", "en");
    var lesson = node(admin, theme, "lesson", "Stones", "en");
    page(admin, lesson, "Sand, 3 < 4, granite & more\n\n<!-- granite in the notes -->");

    Api.as(teacher)
        .get("/api/search?q=granite")
        .then()
        .body("hits", hasSize(1))
        .body("hits[0].lessonId", equalTo(lesson.toString()))
        .body("hits[0].title", equalTo("Stones"))
        .body("hits[0].path", equalTo(List.of("Nature", "Rocks")))
        .body("hits[0].excerpt", equalTo("Sand, 3 &lt; 4, <mark>granite</mark> &amp; more"));
  }

  @Test
  void filtersByLanguageAndTag() {
    page(admin, node(admin, course, "lesson", "English", "en-GB", "a", "b"), "basalt");
    page(admin, node(admin, course, "lesson", "Dutch", "nl", "b"), "basalt");

    assertThat(titles("basalt&language=en")).containsExactly("English");
    assertThat(titles("basalt&language=nl")).containsExactly("Dutch");
    assertThat(titles("basalt&language=fr")).isEmpty();
    assertThat(titles("basalt&tag=a")).containsExactly("English");
    assertThat(titles("basalt&tag=b")).hasSize(2);
  }

  @Test
  void followsChangesAndDeletions() {
    var lesson = node(admin, course, "lesson", "Old title", "en");
    var page = page(admin, lesson, "quartz");
    assertThat(titles("quartz")).hasSize(1);

    Api.as(admin).body(body(course, "lesson", "Feldspar", "en")).put("/api/nodes/" + lesson);
    assertThat(titles("feldspar")).containsExactly("Feldspar");

    Api.as(admin).delete("/api/nodes/" + course).then().statusCode(204);
    assertThat(titles("quartz")).isEmpty();
    Api.as(admin).put("/api/nodes/" + course + "/restoration").then().statusCode(200);
    assertThat(titles("quartz")).hasSize(1);
    Api.as(admin).delete("/api/lessons/" + lesson + "/pages/" + page).then().statusCode(204);
    assertThat(titles("quartz")).isEmpty();
  }

  @Test
  void whatIsATeachersOwnIsFoundByThemOnly() throws Exception {
    Api.account(dataSource, "teacher2@example.org", "teacher");
    var other = Api.signIn("teacher2@example.org");
    page(teacher, node(teacher, null, "lesson", "Own", "en"), "obsidian");

    assertThat(titles("obsidian")).containsExactly("Own");
    Api.as(other).get("/api/search?q=obsidian").then().body("hits", hasSize(0));
  }

  @Test
  void hitsPageThroughWithoutRepeating() {
    for (var i = 0; i < 7; i++) {
      page(admin, node(admin, course, "lesson", "L" + i, "en"), "gneiss");
    }
    var found = new ArrayList<String>();
    JsonPath page = null;
    do {
      var cursor = page == null ? "" : "&cursor=" + page.getString("cursor");
      page = Api.as(teacher).get("/api/search?q=gneiss&limit=3" + cursor).jsonPath();
      found.addAll(page.getList("hits.title", String.class));
    } while (page.getString("cursor") != null);

    assertThat(found).hasSize(7).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "the", "the and of", "\"&|!:*'", "'", "\\", "a:*", "!a & (b", "<->", "a <2> b",
        "''':*", "%", "--", "( | )", "naïve", "水", "\u0301", "🙂", "a\tb\nc", "x:ABCD", "\u0085"
      })
  void anyTextIsAnsweredSensibly(String typed) {
    Api.as(teacher).queryParam("q", typed).get("/api/search").then().statusCode(200);
  }

  @Test
  void whatCannotBeSearchedIsRefused() {
    Api.as(teacher)
        .queryParam("q", "x".repeat(10_000))
        .get("/api/search")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid"));
    Api.as(teacher).queryParam("q", "a\0b").get("/api/search").then().statusCode(400);
    Api.as(teacher).get("/api/search?q=a&limit=51").then().statusCode(400);
    Api.as(teacher).get("/api/search?q=a&cursor=x").then().statusCode(400);
    Api.as(teacher).queryParam("language", "'").get("/api/search?q=a").then().statusCode(400);
  }

  private List<String> titles(String query) {
    return Api.as(teacher)
        .get("/api/search?q=" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("hits.title", String.class);
  }

  private static UUID node(
      String cookie, UUID parent, String kind, String title, String language, String... tags) {
    var id = UUID.randomUUID();
    Api.as(cookie)
        .body(body(parent, kind, title, language, tags))
        .put("/api/nodes/" + id)
        .then()
        .statusCode(201);
    return id;
  }

  private static Map<String, Object> body(
      UUID parent, String kind, String title, String language, String... tags) {
    var body = new HashMap<String, Object>();
    body.put("parentId", parent);
    body.put("kind", kind);
    body.put("title", title);
    body.put("tags", List.of(tags));
    body.put("language", language);
    return body;
  }

  private static UUID page(String cookie, UUID lesson, String markdown) {
    var id = UUID.randomUUID();
    Api.as(cookie)
        .body(Map.of("markdown", markdown))
        .put("/api/lessons/" + lesson + "/pages/" + id)
        .then()
        .statusCode(201);
    return id;
  }
}
