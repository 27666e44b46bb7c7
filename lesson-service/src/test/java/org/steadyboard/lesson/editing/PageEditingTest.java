package org.steadyboard.lesson.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
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
class PageEditingTest {

  @Inject DataSource dataSource;

  private final UUID lesson = UUID.randomUUID();
  private final UUID page = UUID.randomUUID();
  private String teacher;

  @BeforeEach
  void makeALesson() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
    node(teacher, lesson);
  }

  @Test
  void aDeletionWaitsForASaveThatIsUnderWay() throws Exception {
    put("before");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var saving = dataSource.getConnection()) {
      saving.setAutoCommit(false);
      try (var lock = saving.prepareStatement("select pg_advisory_xact_lock(?)")) {
        lock.setLong(1, lesson.getMostSignificantBits() ^ lesson.getLeastSignificantBits());
        lock.execute();
      }
      var deletion =
          threads.submit(
              () -> Api.as(teacher).delete("/api/lessons/%s/pages/%s".formatted(lesson, page)));
      Eventually.holds(
          "the deletion waits",
          () ->
              !Sql.query(
                      dataSource,
                      "select pid from pg_locks where locktype = 'advisory' and not granted")
                  .isEmpty());
      try (var save =
          saving.prepareStatement("update lesson.page set markdown = 'saved' where id = ?")) {
        save.setObject(1, page);
        save.executeUpdate();
      }
      saving.commit();
      assertThat(deletion.get().statusCode()).isEqualTo(204);
    }
    assertThat(
            Sql.query(
                dataSource,
                "select markdown || ' ' || (deleted_at is not null) from lesson.page where id = ?",
                page))
        .containsExactly("saved true");
  }

  @Test
  void fiftyTextsOfAPageAreKeptAndNoMore() throws Exception {
    put("text");
    versions(70);
    put("newest");

    assertThat(
            Sql.query(
                dataSource,
                "select count(*) from lesson.page_version where page_id = ? and markdown <> ''",
                page))
        .containsExactly("50");
    Api.as(teacher)
        .get(versions() + "?limit=50")
        .then()
        .body("versions", hasSize(50))
        .body("versions[0].markdown", equalTo("newest"))
        .body("versions[49].markdown", equalTo("text 22"))
        .body("cursor", equalTo(null));
    var forgotten =
        Sql.query(
            dataSource,
            "select id from lesson.page_version where page_id = ? and deleted_at is not null",
            page);
    Api.as(teacher)
        .put(versions() + "/" + forgotten.getFirst() + "/restoration")
        .then()
        .statusCode(404);
  }

  @Test
  void aTextThatNobodyPutHereIsKeptHoweverOftenItComesBack() throws Exception {
    put("first");
    for (var time = 0; time < 2; time++) {
      Sql.execute(dataSource, "update lesson.page set markdown = 'imported' where id = ?", page);
      put("edited " + time);
      Api.as(teacher)
          .get(versions() + "?limit=2")
          .then()
          .body("versions.markdown", contains("edited " + time, "imported"));
      versions(60);
      put("edited again " + time);
    }
  }

  @Test
  void aCopyIsMadeWhoeverTookTheIdsOfItsPages() throws Exception {
    put("to be copied");
    Api.account(dataSource, "teacher2@example.org", "teacher");
    var other = Api.signIn("teacher2@example.org");
    var others = UUID.randomUUID();
    var copy = UUID.randomUUID();
    node(other, others);
    Api.as(other)
        .body(Map.of("markdown", "mine"))
        .put("/api/lessons/%s/pages/%s".formatted(others, Ids.named(copy, page.toString())))
        .then()
        .statusCode(201);

    for (var expected : List.of(201, 200)) {
      Api.as(teacher)
          .put("/api/lessons/%s/copies/%s".formatted(lesson, copy))
          .then()
          .statusCode(expected)
          .body("pages.markdown", contains("to be copied"));
    }
    Api.as(other).get("/api/lessons/" + others).then().body("pages.markdown", contains("mine"));
  }

  private Response put(String markdown) {
    var put =
        Api.as(teacher)
            .body(Map.of("markdown", markdown))
            .put("/api/lessons/%s/pages/%s".formatted(lesson, page));
    assertThat(put.statusCode()).as(put.asString()).isBetween(200, 201);
    return put;
  }

  /** So many texts, one after the other. */
  private void versions(int count) throws Exception {
    Sql.execute(
        dataSource,
        """
        insert into lesson.page_version (id, page_id, lesson_id, markdown, made_at)
        select gen_random_uuid(), ?, ?, 'text ' || n, clock_timestamp() from generate_series(1, ?) n
        """,
        page,
        lesson,
        count);
  }

  private String versions() {
    return "/api/lessons/%s/pages/%s/versions".formatted(lesson, page);
  }

  private static void node(String cookie, UUID id) {
    Api.as(cookie)
        .body("{\"kind\":\"lesson\",\"title\":\"x\",\"tags\":[],\"language\":\"en\"}")
        .put("/api/nodes/" + id)
        .then()
        .statusCode(201);
  }
}
