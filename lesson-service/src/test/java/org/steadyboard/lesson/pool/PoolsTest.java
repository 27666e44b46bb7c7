package org.steadyboard.lesson.pool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.lesson.row.WriteLock;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/** Work of one kind that does not get on takes nothing from the others. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class PoolsTest {

  private static final int SEARCHES = 18;

  @Inject DataSource dataSource;

  @Inject
  @io.quarkus.agroal.DataSource("reading")
  DataSource reading;

  @Inject
  @io.quarkus.agroal.DataSource("search")
  DataSource searching;

  @Inject WriteLock lock;
  @Inject EntityManager entities;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  TestPostgres postgres;

  private String teacher;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
  }

  @Test
  void whileSearchesDoNotGetOnAllElseDoes() throws Exception {
    Callable<Boolean> isReady = () -> given().get("/q/health/ready").statusCode() == 200;
    Eventually.holds("ready", Api.SOON, isReady::call);
    Callable<Response> search = () -> Api.as(teacher).get("/api/search?q=water");
    try (var threads = Executors.newFixedThreadPool(SEARCHES);
        var holder = postgres.superuser(url).getConnection();
        var lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table lesson.search_entry in access exclusive mode");
      var searches = new ArrayList<Future<Response>>();
      for (var i = 0; i < SEARCHES; i++) {
        searches.add(threads.submit(search));
      }
      Eventually.holds("searches wait", () -> waiting() == 3);

      assertThat(Api.as(teacher).get("/api/nodes").statusCode()).isEqualTo(200);
      assertThat(Api.as(teacher).get("/api/lessons/" + UUID.randomUUID()).statusCode())
          .isEqualTo(404);
      assertThat(Api.as(teacher).body("{}").put("/api/account/preferences").statusCode())
          .isEqualTo(200);
      assertThat(Api.signIn("teacher@example.org")).isNotBlank();
      assertThat(isReady.call()).isTrue();
      assertThat(waiting()).as("the hazard is still there").isPositive();
      for (var answer : searches) {
        answer
            .get()
            .then()
            .statusCode(503)
            .contentType("application/problem+json")
            .header("Retry-After", "2")
            .body("code", org.hamcrest.Matchers.equalTo("busy"));
      }
    }
    search.call().then().statusCode(200);
  }

  private long waiting() throws Exception {
    return Long.parseLong(
        Sql.query(
                postgres.superuser(url),
                "select count(*) from pg_locks where not granted and relation = 'lesson.search_entry'::regclass")
            .getFirst());
  }

  @Test
  void aStatementEndsBeforeItsCallerGivesUp() throws Exception {
    assertThat(Sql.query(dataSource, "show statement_timeout")).containsExactly("25s");
    assertThat(Sql.query(reading, "show statement_timeout")).containsExactly("5s");
    assertThat(Sql.query(searching, "show statement_timeout")).containsExactly("3s");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              lock.accounts();
              assertThat(limit()).isEqualTo("10s");
              lock.moreTime();
              assertThat(limit()).isEqualTo("20s");
            });
    assertThat(Sql.query(dataSource, "show statement_timeout")).containsExactly("25s");
  }

  private Object limit() {
    return entities.createNativeQuery("show statement_timeout").getSingleResult();
  }

  @Test
  void aCommitThatTheDatabaseRefusesIsToldAsWhatItIs() throws Exception {
    var lesson = UUID.randomUUID();
    var body = "{\"kind\":\"lesson\",\"title\":\"x\",\"tags\":[],\"language\":\"en\"}";
    Api.as(teacher).body(body).put("/api/nodes/" + lesson).then().statusCode(201);
    var states = Map.of("53100", "full", "25006", "read-only", "53200", "database-away");
    var superuser = postgres.superuser(url);
    try {
      for (var state : states.entrySet()) {
        Sql.execute(
            superuser,
            """
            create or replace function public.refuse() returns trigger language plpgsql as
            $$ begin raise exception using errcode = '%s'; end $$
            """
                .formatted(state.getKey()));
        Sql.execute(superuser, "drop trigger if exists refuse on lesson.page");
        Sql.execute(
            superuser,
            "create constraint trigger refuse after insert on lesson.page deferrable initially deferred for each row execute function public.refuse()");
        Api.as(teacher)
            .body("{\"markdown\":\"x\"}")
            .put("/api/lessons/" + lesson + "/pages/" + UUID.randomUUID())
            .then()
            .statusCode(503)
            .header("Retry-After", "2")
            .body("code", org.hamcrest.Matchers.equalTo(state.getValue()));
      }
    } finally {
      Sql.execute(superuser, "drop trigger if exists refuse on lesson.page");
    }
  }
}
