package org.steadyboard.lesson.input;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.steadyboard.lesson.Api.SOON;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.reading.LessonCache.Audience;
import org.steadyboard.lesson.reading.Lessons;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/** The database stops in the middle, and comes back. */
@QuarkusTest
@QuarkusTestResource(value = StoppableHost.class, restrictToAnnotatedClass = true)
class DatabaseAwayTest {

  @Inject DataSource dataSource;

  TestPostgres postgres;

  @Inject Lessons lessons;

  @Test
  void itIsToldClearlyAndServiceIsBackSoonAfterTheDatabase() throws Exception {
    Eventually.holds("ready", SOON, () -> given().get("/q/health/ready").statusCode() == 200);
    Api.account(dataSource, "teacher@example.org", "teacher");
    var teacher = Api.signIn("teacher@example.org");
    var lesson = UUID.randomUUID();
    put(teacher, lesson, "lesson", "Kept").then().statusCode(201);
    // What was said of the new lesson may arrive while it is read, which is not kept then.
    Eventually.holds(
        "the lesson is in memory",
        SOON,
        () -> {
          Api.as(teacher).get("/api/lessons/" + lesson).then().statusCode(200);
          return lessons.known(lesson, Audience.TEACHER).isPresent();
        });

    postgres.stop();

    var during = UUID.randomUUID();
    for (var refused :
        List.of(
            Api.as(teacher).get("/api/nodes"),
            Api.as(teacher).get("/api/search?q=x"),
            put(teacher, during, "course", "Meanwhile"))) {
      refused
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", "2")
          .body("code", equalTo("database-away"));
    }
    given().get("/api/host").then().statusCode(200);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    Eventually.holds("not ready", SOON, () -> given().get("/q/health/ready").statusCode() == 503);
    // What is in memory is still answered: a lesson goes on.
    Api.as(teacher).get("/api/lessons/" + lesson).then().statusCode(200);

    postgres.startAgain();

    var back = System.nanoTime();
    Eventually.holds(
        "a write is taken",
        SOON,
        () -> put(teacher, during, "course", "Meanwhile").statusCode() < 300);
    assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
    Api.as(teacher).get("/api/nodes").then().body("nodes.title", contains("Kept", "Meanwhile"));
    // Changes are heard again.
    Sql.execute(dataSource, "update lesson.node set title = 'New' where id = ?", lesson);
    Eventually.holds(
        "the change is heard",
        SOON,
        () ->
            Api.as(teacher)
                .get("/api/lessons/" + lesson)
                .jsonPath()
                .getString("title")
                .equals("New"));
  }

  private static Response put(String cookie, UUID id, String kind, String title) {
    var body = new HashMap<String, Object>();
    body.put("parentId", null);
    body.put("kind", kind);
    body.put("title", title);
    body.put("tags", List.of());
    body.put("language", "en");
    return Api.as(cookie).body(body).put("/api/nodes/" + id);
  }
}
