package org.steadyboard.lesson.importing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.media.MediaStore;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class ImportApiTest {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  @Inject DataSource dataSource;
  @Inject MediaStore store;

  private String admin;
  private UUID course;

  @BeforeEach
  void makeACourse() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
    course = UUID.randomUUID();
    Api.as(admin)
        .body(
            "{\"parentId\":null,\"kind\":\"course\",\"title\":\"Course\",\"tags\":[],\"language\":\"nl\"}")
        .put("/api/nodes/" + course)
        .then()
        .statusCode(201);
  }

  @Test
  void foldersAndDecksBecomeNodesInTheirOrder() {
    var report =
        bring(
            Map.of(
                "water/index.md", "---\ntitle: Water\nlanguage: nl\ntags: [nat]\n---\n",
                "water/10-zee.md", "# De zee\n",
                "water/2-regen.md", "---\ntitle: Regen\n---\nx\n---\ny\n",
                "water/last.md", "---\norder: -1\ntitle: Eerst\n---\nx\n",
                "water/ijs/koud.md", "x\n",
                "water/media/x.txt", "no deck"));

    assertThat(report.getInt("nodes")).isEqualTo(2);
    assertThat(report.getInt("lessons")).isEqualTo(4);
    assertThat(report.getInt("pages")).isEqualTo(5);
    assertThat(report.getList("problems")).isEmpty();
    assertThat(titles(course)).containsExactly("Water");
    var water = id("water");
    assertThat(titles(water)).containsExactly("Eerst", "Regen", "De zee", "ijs");
    Api.as(admin)
        .get("/api/nodes/" + water)
        .then()
        .body("kind", equalTo("theme"))
        .body("language", equalTo("nl"))
        .body("tags", equalTo(List.of("nat")));
    Api.as(admin)
        .get("/api/lessons/" + id("water/10-zee.md"))
        .then()
        .body("language", equalTo("nl"));
  }

  @Test
  void aChangedFileUpdatesItsLessonAndTheOthersStay() {
    bring(Map.of("w/a.md", "one\n---\ntwo\n---\nthree\n", "w/b.md", "x\n"));
    var before = Api.as(admin).get("/api/lessons/" + id("w/a.md")).jsonPath();

    var report = bring(Map.of("w/a.md", "one\n---\nTWO\n", "w/b.md", "x\n"));

    assertThat(report.getInt("lessons")).isEqualTo(1);
    assertThat(report.getInt("unchanged")).isEqualTo(2);
    var after = Api.as(admin).get("/api/lessons/" + id("w/a.md")).jsonPath();
    assertThat(after.getList("pages.markdown", String.class)).containsExactly("one\n", "TWO\n");
    assertThat(after.getString("pages[1].id")).isEqualTo(before.getString("pages[1].id"));
  }

  @Test
  void aNewFileComesBetweenAndAVanishedOneStays() {
    bring(Map.of("w/1.md", "# 1\n", "w/3.md", "# 3\n", "w/9.md", "# 9\n"));

    bring(Map.of("w/0.md", "# 0\n", "w/1.md", "# 1\n", "w/2.md", "# 2\n", "w/3.md", "# 3\n"));

    assertThat(titles(id("w"))).containsExactly("0", "1", "2", "3", "9");
  }

  @Test
  void whatWasDeletedComesBackWhenItIsImportedAgain() {
    bring(Map.of("w/a.md", "# A\n"));
    Api.as(admin).delete("/api/nodes/" + id("w/a.md")).then().statusCode(204);

    assertThat(bring(Map.of("w/a.md", "# A\n")).getInt("lessons")).isEqualTo(1);

    assertThat(titles(id("w"))).containsExactly("A");
  }

  @Test
  void picturesBecomeMediaWhereverTheyLie() throws Exception {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(
        "w/a/x.md", text("![A](../media/my%20picture.png \"t\") and ![B][b]\n\n[b]: pic.png\n"));
    files.put("w/media/my picture.png", PNG);
    files.put("w/a/pic.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 9});
    var report = post(Zips.of(files)).then().statusCode(200).extract().jsonPath();

    assertThat(report.getList("problems")).isEmpty();
    assertThat(report.getInt("media")).isBetween(0, 2);
    var lesson = Api.as(admin).get("/api/lessons/" + id("w/a/x.md")).jsonPath();
    var html = lesson.getString("pages[0].html");
    var src = html.replaceAll("(?s).*?src=\"([^\"]+my-picture.png)\".*", "$1");
    assertThat(Pictures.at(src, store)).hasValue(PNG);
    assertThat(html).contains("/pic.png\" alt=\"B\"");
    assertThat(lesson.getString("pages[0].markdown")).contains("![A](/media/").contains(" \"t\")");
  }

  @Test
  void whatCannotBeReadIsReportedAndTheRestImported() {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("w/broken.md", new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    files.put("w/empty.md", text(""));
    files.put("w/front.md", text("---\ntitle: [\n---\nText\n"));
    files.put(
        "w/pictures.md", text("one\n---\n\nx ![a](no.png)\n![b](../../up.png)\n![c](fake.png)\n"));
    files.put("w/fake.png", text("<html><script>alert(1)</script>"));
    files.put("w/good.md", text("# Good\n"));
    var report = post(Zips.of(files)).then().statusCode(200).extract().jsonPath();

    assertThat(report.getInt("lessons")).isEqualTo(3);
    List<Map<String, Object>> problems = report.getList("problems");
    var places = new ArrayList<String>();
    problems.forEach(p -> places.add(p.get("file") + ":" + p.get("line")));
    assertThat(places)
        .containsExactlyInAnyOrder(
            "w/broken.md:1",
            "w/empty.md:1",
            "w/front.md:2",
            "w/pictures.md:4",
            "w/pictures.md:5",
            "w/pictures.md:6");
    assertThat(titles(id("w"))).contains("Good", "front", "pictures");
  }

  @Test
  void archivesThatLeadOutAreRefusedWhole() {
    for (var name :
        List.of("../x.md", "/etc/x.md", "a/../../x.md", "a\\x.md", "C:/x.md", "a/./x.md")) {
      var files = new LinkedHashMap<String, byte[]>();
      files.put("w/good.md", text("x\n"));
      files.put(name, text("x\n"));
      post(Zips.of(files)).then().statusCode(400).body("code", equalTo("invalid"));
    }
    assertThat(titles(course)).isEmpty();
  }

  @Test
  void bombsAndWhatIsNoZipAreRefused() {
    var bomb = new LinkedHashMap<String, byte[]>();
    bomb.put("w/good.md", text("x\n"));
    bomb.put("w/bomb.md", new byte[8 << 20]);
    post(Zips.of(bomb)).then().statusCode(413).body("code", equalTo("too-large"));
    post(text("no zip")).then().statusCode(400);
    post(new byte[0]).then().statusCode(400);
    assertThat(titles(course)).isEmpty();
    given()
        .cookie("session", admin)
        .contentType("application/json")
        .body("{}")
        .post("/api/admin/import")
        .then()
        .statusCode(415);
  }

  @Test
  void whatSomebodyElsePutUnderAnImportsIdsIsLeftAlone() throws Exception {
    var teacher = teacher();
    var own = id("w");
    node(teacher, own, "course");
    node(teacher, id("w/b.md"), "lesson");
    var lesson = UUID.randomUUID();
    node(teacher, lesson, "lesson");
    var page = Ids.named(id("w/a.md"), "page 2");
    Api.as(teacher)
        .body("{\"markdown\":\"mine\"}")
        .put("/api/lessons/%s/pages/%s".formatted(lesson, page))
        .then()
        .statusCode(201);
    var files = Map.of("w/a.md", "# A\n---\ntwo\n", "w/b.md", "# B\n");

    assertThat(bring(files).getList("problems")).isEmpty();
    var again = bring(files);

    assertThat(again.getInt("unchanged")).isEqualTo(3);
    assertThat(titles(course)).containsExactly("w");
    var folder =
        Api.as(admin).get("/api/nodes?parent=" + course).jsonPath().getString("nodes[0].id");
    assertThat(titles(UUID.fromString(folder))).containsExactly("A", "B");
    Api.as(admin)
        .get("/api/lessons/" + id("w/a.md"))
        .then()
        .body("pages.markdown", equalTo(List.of("# A\n", "two\n")));
    Api.as(teacher).get("/api/nodes?parent=" + own).then().body("nodes", equalTo(List.of()));
    Api.as(teacher).get("/api/nodes/" + own).then().body("title", equalTo("mine"));
    Api.as(teacher)
        .get("/api/lessons/" + lesson)
        .then()
        .body("pages.markdown", equalTo(List.of("mine")));
  }

  @Test
  void whatHasNoIdLeftIsReportedAndTheRestImported() throws Exception {
    var teacher = teacher();
    node(teacher, id("w/b.md"), "lesson");
    for (var n = 1; n < 8; n++) {
      node(teacher, id("w/b.md\0" + n), "lesson");
    }

    var report = bring(Map.of("w/a.md", "# A\n", "w/b.md", "# B\n"));

    assertThat(report.getList("problems.file")).containsExactly("w/b.md");
    assertThat(titles(id("w"))).containsExactly("A");
  }

  @Test
  void whatWouldStandTooDeepIsRefusedWhole() {
    // The course is a level, and so is the lesson.
    assertThat(bring(Map.of("a/".repeat(30) + "x.md", "x\n")).getInt("lessons")).isEqualTo(1);
    for (var folders : List.of(31, 32, 480)) {
      var files = new LinkedHashMap<String, String>();
      files.put("good.md", "x\n");
      files.put("b/".repeat(folders) + "x.md", "x\n");
      post(Zips.ofTexts(files)).then().statusCode(400).body("code", equalTo("too-deep"));
    }
    assertThat(titles(course)).containsExactly("a");
  }

  @Test
  void anArchiveOfVeryManyFilesIsRefusedAndOfManyIsReadAtOnce() {
    var files = new LinkedHashMap<String, byte[]>();
    for (var i = 0; i < Archive.MAX_ENTRIES; i++) {
      files.put("f/" + i + "/x.md", new byte[0]);
    }
    assertThat(DeckFolder.top(files.keySet()).size()).isEqualTo(2 + 2 * Archive.MAX_ENTRIES);
    files.put("one/more.md", new byte[0]);
    post(Zips.of(files)).then().statusCode(413).body("code", equalTo("too-large"));
  }

  @Test
  void progressComesInLinesAndTheReportLast() {
    var lines =
        given()
            .cookie("session", admin)
            .contentType("application/zip")
            .accept("application/x-ndjson")
            .body(Zips.ofTexts(Map.of("w/a.md", "x\n", "w/b.md", "y\n")))
            .post("/api/admin/import?under=" + course)
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString()
            .lines()
            .map(JsonPath::from)
            .toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).getInt("done")).isEqualTo(1);
    assertThat(lines.get(2).getInt("done")).isEqualTo(lines.get(2).getInt("total"));
    assertThat(lines.getLast().getInt("report.lessons")).isEqualTo(2);
    // The turn was given back.
    bring(Map.of("w/a.md", "x\n"));
  }

  @Test
  void onlyAdminsImport() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    var teacher = Api.signIn("teacher@example.org");
    given()
        .cookie("session", teacher)
        .contentType("application/zip")
        .body(Zips.ofTexts(Map.of("a.md", "x")))
        .post("/api/admin/import")
        .then()
        .statusCode(403);
    given()
        .cookie("session", admin)
        .contentType("application/zip")
        .body(Zips.ofTexts(Map.of("a.md", "x")))
        .post("/api/admin/import?under=" + UUID.randomUUID())
        .then()
        .statusCode(400);
  }

  private String teacher() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    return Api.signIn("teacher@example.org");
  }

  private static void node(String cookie, UUID id, String kind) {
    Api.as(cookie)
        .body(
            "{\"kind\":\"%s\",\"title\":\"mine\",\"tags\":[],\"language\":\"en\"}".formatted(kind))
        .put("/api/nodes/" + id)
        .then()
        .statusCode(201);
  }

  private JsonPath bring(Map<String, String> files) {
    return post(Zips.ofTexts(files)).then().statusCode(200).extract().jsonPath();
  }

  private Response post(byte[] zip) {
    return given()
        .cookie("session", admin)
        .contentType("application/zip")
        .body(Api.streamed(zip))
        .post("/api/admin/import?under=" + course);
  }

  private UUID id(String path) {
    return Ids.named(course, path);
  }

  private List<String> titles(UUID parent) {
    return Api.as(admin)
        .get("/api/nodes?parent=" + parent)
        .jsonPath()
        .getList("nodes.title", String.class);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
