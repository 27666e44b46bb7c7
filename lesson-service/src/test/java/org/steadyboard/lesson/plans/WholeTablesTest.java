package org.steadyboard.lesson.plans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.lesson.importing.Zips;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.Sql;
import org.steadyboard.testkit.TestPostgres;

/**
 * Whatever the service says to its database for a request, by whatever library, reads no table
 * whole that grows with the school.
 */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class WholeTablesTest {

  @Inject DataSource dataSource;
  @Inject @Any Instance<AgroalDataSource> pools;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  TestPostgres postgres;

  private final UUID course = UUID.randomUUID();
  private final UUID lesson = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID page = UUID.randomUUID();
  private String admin;

  @Test
  void areReadForNoRequest() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
    var rows = new HundredThousandRows(postgres.superuser(url));
    rows.add();
    try {
      var before = scans();
      for (var request : requests().entrySet()) {
        var answer = request.getValue().get();
        assertThat(answer.statusCode())
            .as(request.getKey() + ": " + answer.asString())
            .isBetween(200, 299);
      }
      var after = scans();
      assertThat(HundredThousandRows.tables())
          .filteredOn(table -> after.get(table) > before.get(table))
          .isEmpty();
    } finally {
      rows.remove();
    }
  }

  private Map<String, Supplier<Response>> requests() {
    var lessonPath = "/api/lessons/" + lesson;
    var pagePath = lessonPath + "/pages/" + page;
    var versions = pagePath + "/versions";
    var requests = new LinkedHashMap<String, Supplier<Response>>();
    requests.put("sign in", () -> signIn());
    requests.put("who am I", () -> as().get("/api/session"));
    requests.put("preferences", () -> as().get("/api/account/preferences"));
    requests.put("put preferences", () -> as().body("{}").put("/api/account/preferences"));
    requests.put("make a course", () -> node(course, "course", null));
    requests.put("make a lesson", () -> node(lesson, "lesson", course));
    requests.put("make another", () -> node(other, "lesson", course));
    requests.put("rename a lesson", () -> node(lesson, "lesson", course));
    requests.put(
        "describe a lesson",
        () ->
            as().body("{\"title\":\"y\",\"tags\":[],\"language\":\"en\"}")
                .put("/api/nodes/" + lesson + "/details"));
    requests.put("courses", () -> as().get("/api/nodes"));
    requests.put("what is in a course", () -> as().get("/api/nodes?parent=" + course));
    requests.put("a node", () -> as().get("/api/nodes/" + lesson));
    requests.put("what is above it", () -> as().get("/api/nodes/" + lesson + "/path"));
    requests.put(
        "move",
        () ->
            as().body("{\"after\":null,\"parentId\":\"" + course + "\"}")
                .put("/api/nodes/" + other + "/place"));
    requests.put("make a page", () -> as().body("{\"markdown\":\"x\"}").put(pagePath));
    requests.put("change a page", () -> as().body("{\"markdown\":\"unheard\"}").put(pagePath));
    requests.put(
        "move a page", () -> as().body("{\"markdown\":\"unheard\",\"after\":null}").put(pagePath));
    requests.put("versions", () -> as().get(versions));
    requests.put(
        "restore a version",
        () ->
            as().put(
                    versions
                        + "/"
                        + as().get(versions).jsonPath().getString("versions[1].id")
                        + "/restoration"));
    requests.put("a lesson", () -> as().get(lessonPath));
    requests.put("copy it", () -> as().put(lessonPath + "/copies/" + UUID.randomUUID()));
    requests.put("search", () -> as().get("/api/search?q=unheard"));
    requests.put("delete a page", () -> as().delete(pagePath));
    requests.put("delete a node", () -> as().delete("/api/nodes/" + other));
    requests.put("what was deleted", () -> as().get("/api/nodes/deleted?limit=100"));
    requests.put("restore a node", () -> as().put("/api/nodes/" + other + "/restoration"));
    requests.put("import", () -> bring("# One\n---\ntwo\n"));
    requests.put("import what changed", () -> bring("# One\n"));
    return requests;
  }

  private io.restassured.specification.RequestSpecification as() {
    return Api.as(admin);
  }

  private static Response signIn() {
    return given()
        .contentType("application/json")
        .body(Map.of("email", "admin@example.org", "password", Api.PASSWORD))
        .put("/api/session");
  }

  private Response node(UUID id, String kind, UUID parent) {
    return as().body(
            "{\"kind\":\"%s\",\"title\":\"x %s\",\"tags\":[],\"language\":\"en\",\"parentId\":%s}"
                .formatted(
                    kind, UUID.randomUUID(), parent == null ? null : '"' + parent.toString() + '"'))
        .put("/api/nodes/" + id);
  }

  private Response bring(String deck) {
    return given()
        .cookie("session", admin)
        .contentType("application/zip")
        .body(Zips.ofTexts(Map.of("a/b.md", deck)))
        .post("/api/admin/import?under=" + course);
  }

  /** How often each table was read whole, by every session so far: a session tells when it ends. */
  private Map<String, Long> scans() throws SQLException {
    var superuser = postgres.superuser(url);
    var sessions = sessions(superuser);
    pools.forEach(pool -> pool.flush(FlushMode.ALL));
    Eventually.holds(
        "the sessions have ended",
        () -> sessions(superuser).stream().noneMatch(sessions::contains));
    return Sql.query(
            superuser,
            "select schemaname || '.' || relname || ' ' || seq_scan from pg_stat_user_tables")
        .stream()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(line -> line[0], line -> Long.parseLong(line[1])));
  }

  /** Of the pools: not who listens, and not who looks whether the database is well. */
  private static List<String> sessions(DataSource superuser) throws SQLException {
    return Sql.query(
        superuser,
        """
        select pid::text from pg_stat_activity
        where datname = current_database() and usename <> 'postgres' and pid <> pg_backend_pid()
          and query !~* '^(|listen.*|do .*|select 1|set lock_timeout.*)$' and query !~ 'host.pulse'
        """);
  }
}
