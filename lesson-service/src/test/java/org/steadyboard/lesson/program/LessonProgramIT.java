package org.steadyboard.lesson.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.HostAtTest;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.program.HostWithProgram;
import org.steadyboard.host.program.KnowsItsSchema;
import org.steadyboard.host.program.PackagedProgram;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.lesson.importing.Zips;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;

/**
 * The packaged program, by what only it can do wrong: what reaches a class by its name works in the
 * tests of the sources and not in a native program. Readiness says nothing of that.
 */
class LessonProgramIT implements KnowsItsSchema {

  private static final String LISTENERS =
      "select pg_terminate_backend(pid)::text from pg_stat_activity where application_name = 'row-changes'";

  private static HostAtTest host;
  private static HostWithProgram service;

  private String admin;

  @BeforeAll
  static void start() throws Exception {
    service = HostWithProgram.start(new LessonTestHost());
    host = service.host();
    RestAssured.port = service.port();
  }

  @AfterAll
  static void stop() throws Exception {
    RestAssured.reset();
    service.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    Api.account(host.database(), "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
  }

  @Override
  public HostAtTest ownHost() {
    return host;
  }

  @Test
  void whoItsOwnCommandMadeSignsIn() throws Exception {
    var line =
        """
        {"email":"new@example.org","name":"New","role":"teacher","password":"%s"}
        """
            .formatted(Api.PASSWORD);
    var made = PackagedProgram.ofThisModule().run(host.settings(), line, "create-accounts");
    assertThat(made.err()).isEmpty();
    assertThat(made.out()).containsExactly("created new@example.org");
    assertThat(made.status()).isZero();

    var cookie = Api.signIn("new@example.org");
    Api.as(cookie).get("/api/session").then().body("account.email", equalTo("new@example.org"));

    var wrong = PackagedProgram.ofThisModule().run(host.settings(), "{}", "create-accounts");
    assertThat(wrong.err())
        .containsExactly("create-accounts: line 1: email is not an e-mail address");
    assertThat(wrong.status()).isEqualTo(1);
  }

  @Test
  void aWrongSettingIsOneLineAndNothingElse() throws Exception {
    var settings = new HashMap<>(host.settings());
    settings.put("HOST_SLOT", "ten");
    settings.remove("MEDIA_DIR");

    var ended = PackagedProgram.ofThisModule().run(settings, "");

    assertThat(ended.err())
        .containsExactly(
            "HOST_SLOT is malformed: it must be one digit, another on each host",
            "MEDIA_DIR is missing: it must be a folder for media files, with an absolute path");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void itEndsAsItWasAskedTo() throws Exception {
    try (var another = PackagedProgram.ofThisModule().start(host.settings())) {
      assertThat(another.stop()).as("POSIX: 128 and the number of SIGTERM").isEqualTo(143);
      assertThat(another.log()).doesNotContain("Exception", "ERROR");
    }
  }

  @Test
  void errorsSayWhatTheyAre() {
    given()
        .get("/api/nodes")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("not-signed-in"))
        .body("status", equalTo(401))
        .body("title", notNullValue());
    Api.as(admin)
        .body("{\"kind\":\"lesson\",\"title\":\"\"}")
        .put("/api/nodes/" + UUID.randomUUID())
        .then()
        .statusCode(400)
        .body("violations", notNullValue());
  }

  @Test
  void guessesAreLimited() {
    var statuses = IntStream.range(0, 20).mapToObj(guess -> wrongPassword()).toList();
    assertThat(statuses.getFirst()).isEqualTo(401);
    assertThat(statuses.getLast()).isEqualTo(429);
  }

  private static int wrongPassword() {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", "nobody@example.org", "password", "wrong-password"))
        .put("/api/session")
        .statusCode();
  }

  @Test
  void aDeckIsImportedReadAndFound() {
    var imported =
        given()
            .cookie("session", admin)
            .contentType("application/zip")
            .body(
                Zips.ofTexts(
                    Map.of(
                        "water/index.md", "---\ntitle: Water\nlanguage: nl\n---\n",
                        "water/zee.md",
                            """
                            # De zee

                            | golf | [link](https://example.org) |
                            | --- | --- |
                            | hoog | **laag** |
                            """)))
            .post("/api/admin/import");
    imported.then().statusCode(200).body("lessons", equalTo(1));

    var lesson = Ids.named(Ids.DECKS, "water/zee.md");
    var read = Api.as(admin).get("/api/lessons/" + lesson);
    read.then().statusCode(200).body("title", equalTo("De zee"));
    assertThat(read.jsonPath().getString("pages[0].html"))
        .contains("<table>", "<strong>laag</strong>", "rel=\"noopener noreferrer\"");
    // The second time it comes from memory.
    var again = Api.as(admin).get("/api/lessons/" + lesson);
    assertThat(again.asString()).isEqualTo(read.asString());
    Api.as(admin)
        .header("If-None-Match", read.header("ETag"))
        .get("/api/lessons/" + lesson)
        .then()
        .statusCode(304);
    Api.as(admin)
        .queryParam("q", "golf")
        .get("/api/search")
        .then()
        .statusCode(200)
        .body("hits.lessonId", hasItem(lesson.toString()));
    Api.as(admin).get("/api/nodes").then().body("nodes.title", hasItem("Water"));
  }

  @Test
  void versionsAndSessionsAreListed() {
    var lesson = lesson("Versions");
    var page = page(lesson, "first\n");
    Api.as(admin)
        .body(Map.of("markdown", "second\n"))
        .put("/api/lessons/" + lesson + "/pages/" + page)
        .then()
        .statusCode(200);

    Api.as(admin)
        .get("/api/lessons/" + lesson + "/pages/" + page + "/versions")
        .then()
        .statusCode(200)
        .body("versions.markdown", equalTo(List.of("second\n", "first\n")));
    Api.as(admin)
        .get("/api/admin/sessions")
        .then()
        .statusCode(200)
        .body("sessions.email", hasItem("admin@example.org"));
  }

  @Test
  void changesAreHeardAlsoAfterTheListeningConnectionBroke() throws Exception {
    var lesson = lesson("Before");
    assertThat(title(lesson)).isEqualTo("Before");
    rename(lesson, "Heard");

    assertThat(Sql.query(host.superuser(), LISTENERS)).as("the hazard is real").contains("true");
    rename(lesson, "Heard again");

    Api.as(admin).get("/q/health/ready").then().statusCode(200);
  }

  /** Behind the service's back, but for the word of the database. */
  private void rename(UUID lesson, String title) throws Exception {
    Sql.execute(host.database(), "update lesson.node set title = ? where id = ?", title, lesson);
    Eventually.holds("read as it is now", Api.SOON, () -> title(lesson).equals(title));
  }

  private String title(UUID lesson) {
    return Api.as(admin).get("/api/lessons/" + lesson).jsonPath().getString("title");
  }

  private UUID lesson(String title) {
    var id = UUID.randomUUID();
    var body = Map.of("kind", "lesson", "title", title, "tags", List.of(), "language", "en");
    Api.as(admin).body(body).put("/api/nodes/" + id).then().statusCode(201);
    return id;
  }

  private UUID page(UUID lesson, String markdown) {
    var id = UUID.randomUUID();
    Api.as(admin)
        .body(Map.of("markdown", markdown))
        .put("/api/lessons/" + lesson + "/pages/" + id)
        .then()
        .statusCode(201);
    return id;
  }
}
