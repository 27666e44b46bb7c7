package org.steadyboard.lesson.editing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.lesson.importing.Zips;
import org.steadyboard.testkit.Sql;

/** What pages become, as teachers save them and as boards get them. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class PagesBecomeTest {

  private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";

  @Inject DataSource dataSource;

  private String teacher;
  private UUID lesson;

  @BeforeEach
  void makeALesson() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
    lesson = UUID.randomUUID();
    var node = new HashMap<String, Object>();
    node.put("parentId", null);
    node.put("kind", "lesson");
    node.put("title", "Pages");
    node.put("tags", List.of());
    node.put("language", "en");
    Api.as(teacher).body(node).put("/api/nodes/" + lesson).then().statusCode(201);
  }

  @Test
  void noNoteReachesABoard() throws Exception {
    for (var markdown :
        List.of(
            "Hello <!-- x\n\nanswer -->",
            "<div>\n<!-- x\n\nanswer\n-->\n</div>",
            "- one <!-- x\n\nanswer -->",
            "# Title <!-- x\nanswer -->",
            "Question\n\nNotes:\n- answer",
            "<aside class=\"notes\">\n\nanswer\n\n</aside>",
            "Look\n\n???\n\nanswer")) {
      put(markdown).then().statusCode(201).body("notes", containsString("answer"));
    }

    var read =
        given()
            .header("Authorization", "Board " + board() + "." + SECRET)
            .get("/api/board-lesson/" + lesson);

    read.then().statusCode(200).body("pages", hasSize(7));
    assertThat(read.body().asString()).doesNotContain("answer");
  }

  @Test
  void aPageThatWouldBecomeTooMuchIsRefusedAndTheRestGoesOn() {
    for (var markdown :
        List.of(
            "|a".repeat(2_000) + "\n" + "|-".repeat(2_000) + "\n" + "|b\n".repeat(2_000),
            "\"".repeat(262_000),
            "\n".repeat(3_001),
            "[".repeat(100_000))) {
      put(markdown)
          .then()
          .statusCode(422)
          .contentType("application/problem+json")
          .body("code", equalTo("too-complex"));
    }
    put("<!-- ![![![" + "![".repeat(60_000)).then().statusCode(201);
    Api.as(teacher).get("/api/lessons/" + lesson).then().statusCode(200).body("pages", hasSize(1));
  }

  @Test
  void wordsThatNoIndexHoldsAreCut() {
    // Each letter is a word, and has four bytes.
    var words = new StringBuilder();
    for (var letter = 0; letter < 87_000; letter++) {
      words.appendCodePoint(0x20000 + letter % 0xFFFE).append('-');
    }
    Api.as(teacher)
        .contentType("application/json; charset=utf-8")
        .body("{\"markdown\": \"" + words + "\"}")
        .put("/api/lessons/" + lesson + "/pages/" + UUID.randomUUID())
        .then()
        .statusCode(201);
  }

  @Test
  void aLessonHasALimitOfItsOwn() throws Exception {
    var page = "x".repeat(250_000);
    var saved = 0;
    for (var answer = put(page); answer.statusCode() == 201; answer = put(page)) {
      saved++;
      assertThat(saved).isLessThan(20);
    }
    assertThat(saved).as("4 MiB of Markdown and html").isEqualTo(8);
    put(page).then().statusCode(422).body("code", equalTo("lesson-too-large"));
    var pages = Api.as(teacher).get("/api/lessons/" + lesson).jsonPath();
    assertThat(pages.getList("pages")).hasSize(8);
    Api.as(teacher)
        .body(Map.of("markdown", "shorter"))
        .put("/api/lessons/" + lesson + "/pages/" + pages.getString("pages[0].id"))
        .then()
        .statusCode(200);
    put(page).then().statusCode(201);
  }

  @Test
  void aLessonThatGrewOnHostsThatDidNotHearEachOtherIsReadOrRefusedInMeasure() throws Exception {
    put("one").then().statusCode(201);
    grow("repeat('\"', 250000)", 30);
    Api.as(teacher).get("/api/lessons/" + lesson).then().statusCode(200).body("pages", hasSize(31));

    grow("repeat(E'\\u0001', 250000)", 30);
    Api.as(teacher)
        .get("/api/lessons/" + lesson)
        .then()
        .statusCode(422)
        .body("code", equalTo("lesson-too-large"));
  }

  @Test
  void anImportIsJudgedByTheSameLimitsAndTheRestIsImported() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    var table = "|a".repeat(300) + "\n" + "|-".repeat(300) + "\n" + "|b\n".repeat(300);
    var deck = "# One\n\n---\n\n" + table + "\n---\n\n# Three <!-- x\n\n---\n\nanswer\n";
    given()
        .cookie("session", Api.signIn("admin@example.org"))
        .contentType("application/zip")
        .body(Zips.ofTexts(Map.of("limits/deck.md", deck)))
        .post("/api/admin/import")
        .then()
        .statusCode(200)
        .body("pages", equalTo(3))
        .body("problems.line", hasItem(5))
        .body("problems.message", hasItem(containsString("more than 10000 cells")))
        .body("problems.message", hasItem(containsString("not closed")));
  }

  /** Writes pages as replication does: without asking. */
  private void grow(String markdown, int pages) throws Exception {
    Sql.execute(
        dataSource,
        """
        insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering)
        select gen_random_uuid(), '%s', 'z' || i, %s, '', '', '', '', 1 from generate_series(1, %d) i
        """
            .formatted(lesson, markdown, pages));
    // Heard by this process once the rows are; a save makes it forget at once.
    Api.as(teacher)
        .body(Map.of("markdown", "again"))
        .put("/api/lessons/" + lesson + "/pages/" + UUID.randomUUID());
  }

  private UUID board() throws Exception {
    var id = UUID.randomUUID();
    var account = Ids.account("teacher@example.org");
    var hash =
        MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.US_ASCII));
    Sql.execute(
        dataSource,
        "insert into board.board (id, secret_hash, created_at) values ('%s', '\\x%s', now())"
            .formatted(id, HexFormat.of().formatHex(hash)));
    Sql.execute(
        dataSource,
        "insert into board.pairing (id, board_id, account_id, name, paired_at) values ('%s', '%s', '%s', 'x', now())"
            .formatted(Ids.pairing(id, account), id, account));
    return id;
  }

  private Response put(String markdown) {
    return Api.as(teacher)
        .body(Map.of("markdown", markdown))
        .put("/api/lessons/" + lesson + "/pages/" + UUID.randomUUID());
  }
}
