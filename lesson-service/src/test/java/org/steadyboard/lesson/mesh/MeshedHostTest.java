package org.steadyboard.lesson.mesh;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.steadyboard.lesson.Api.SOON;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.lesson.Api;
import org.steadyboard.testkit.Eventually;

@QuarkusTest
@QuarkusTestResource(value = MeshedHost.class, restrictToAnnotatedClass = true)
class MeshedHostTest {

  @Inject DataSource dataSource;

  JoinedHosts hosts;

  private String admin;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
  }

  @Test
  void theHostKeepsItselfInTheMeshAndSaysHowItStands() throws Exception {
    Eventually.holds(
        "b is reached and received from",
        SOON,
        () -> peer("reachable") == Boolean.TRUE && peer("receiving") == Boolean.TRUE);
    Api.as(admin)
        .get("/api/admin/hosts")
        .then()
        .body("hosts.id", contains("a", "b"))
        .body("hosts.reachable", contains(true, true));

    Eventually.holds("b is equal", SOON, () -> peer("equal") == Boolean.TRUE);
    assertThat(List.of(gauge("equal"), gauge("reachable"))).containsOnly(1.0);
    assertThat(gauge("waiting_bytes")).isNotNegative();
    assertThat(gauge("clock_skew_millis")).isBetween(-500.0, 500.0);

    hosts.cut();
    Eventually.holds(
        "b is away, and why is told",
        SOON,
        () -> peer("reachable") == Boolean.FALSE && peer("failure") != null);
    assertThat(peer("equal")).as("nobody knows").isEqualTo(false);
    assertThat(List.of(gauge("equal"), gauge("reachable"))).containsOnly(0.0);
    hosts.heal();

    Eventually.holds("b is reached", SOON, () -> peer("reachable") == Boolean.TRUE);
    var before = peer("comparedAt");
    Api.as(admin).post("/api/admin/replication/repair").then().statusCode(202);
    Eventually.holds(
        "compared again",
        SOON,
        () -> !String.valueOf(before).equals(String.valueOf(peer("comparedAt"))));
  }

  @Test
  void whyAPeerIsNotEqualIsSaidByTable() throws Exception {
    Eventually.holds("b is equal", SOON, () -> peer("equal") == Boolean.TRUE);
    var board = UUID.randomUUID();
    hosts.execute("a", "alter table board.board add constraint none check (false) not valid");
    hosts.execute("b", "alter table board.stage add column mood text");
    try {
      hosts.execute(
          "b",
          "insert into board.board (id, secret_hash, created_at) values ('%s', '', now())"
              .formatted(board));
      repairUntil(Boolean.FALSE);

      var tables = Api.as(admin).get("/api/admin/replication").jsonPath();
      tables.setRootPath("peers[0].tables");
      assertThat(tables.getList("name")).containsExactly("board.board", "board.stage");
      assertThat(tables.getList("waiting")).containsExactly(false, true);
      assertThat(tables.getList("behind")).containsExactly(1, 0);
      assertThat(tables.getList("refused.id"))
          .containsExactly(List.of(board.toString()), List.of());
      assertThat(tables.getString("[0].refused[0].reason")).contains("\"none\"");
      assertThat(peer("refused")).isEqualTo(1);
      assertThat(gauge("refused_rows")).isEqualTo(1.0);
      assertThat(peer("contentComparedAt")).isNotNull();
    } finally {
      hosts.execute("a", "alter table board.board drop constraint none");
      hosts.execute("b", "alter table board.stage drop column mood");
    }
    repairUntil(Boolean.TRUE);
  }

  @Test
  void aClockThatIsOffRaisesTheAlarm() throws Exception {
    Eventually.holds("the skew is known", SOON, () -> peer("clockSkewMillis") != null);
    assertThat(peer("clockSkewAlarm")).isEqualTo(false);
    var clock =
        hosts
            .query("b", "select pg_get_functiondef('replication.now_micros()'::regprocedure)")
            .getFirst();
    hosts.execute(
        "b",
        "create or replace function replication.now_micros() returns bigint language sql volatile as 'select (extract(epoch from clock_timestamp()) * 1000000)::bigint + 65000000'");
    try {
      Eventually.holds("alarm", SOON, () -> peer("clockSkewAlarm") == Boolean.TRUE);
      assertThat((int) peer("clockSkewMillis")).isBetween(64_000, 66_000);
      assertThat(given().get("/q/metrics").asString()).contains("replication_own_clock_alarm 0.0");
    } finally {
      hosts.execute("b", clock);
    }
    Eventually.holds("no alarm any more", SOON, () -> peer("clockSkewAlarm") == Boolean.FALSE);
  }

  @Test
  void onlyAdminsSeeIt() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    var teacher = Api.signIn("teacher@example.org");
    for (var path : List.of("/api/admin/hosts", "/api/admin/replication")) {
      Api.as(teacher).get(path).then().statusCode(403);
    }
    Api.as(teacher).post("/api/admin/replication/repair").then().statusCode(403);
  }

  @Test
  void theLoserOfTwoEditsIsKeptOnBothHostsAndCanBeRestored() throws Exception {
    var lesson = lesson();
    var page = "/api/lessons/" + lesson + "/pages/" + UUID.randomUUID();
    write(page, "first").then().statusCode(201);
    hosts.awaitEqual();
    hosts.cut();
    write(page, "on a").then().statusCode(200);
    // As the service of host b does, a moment later.
    var id = page.substring(page.length() - 36);
    hosts.execute("b", "update lesson.page set markdown = 'on b' where id = '" + id + "'");
    hosts.execute(
        "b",
        "insert into lesson.page_version (id, page_id, lesson_id, markdown, made_at) values (gen_random_uuid(), '%s', '%s', 'on b', clock_timestamp())"
            .formatted(id, lesson));
    hosts.heal();
    hosts.awaitEqual();

    for (var host : List.of("a", "b")) {
      assertThat(hosts.query(host, "select markdown from lesson.page where id = '" + id + "'"))
          .containsExactly("on b");
      assertThat(
              hosts.query(
                  host, "select markdown from lesson.page_version where page_id = '" + id + "'"))
          .containsExactlyInAnyOrder("first", "on a", "on b");
    }
    var versions = Api.as(admin).get(page + "/versions");
    versions
        .then()
        .body("versions.markdown", contains("on b", "on a", "first"))
        .body("versions.current", contains(true, false, false))
        .body("versions[1].authorName", equalTo("admin@example.org"));
    var loser = page + "/versions/" + versions.jsonPath().getString("versions[1].id");
    for (var twice = 0; twice < 2; twice++) {
      Api.as(admin)
          .put(loser + "/restoration")
          .then()
          .statusCode(200)
          .body("markdown", equalTo("on a"));
    }
    Api.as(admin)
        .get(page + "/versions")
        .then()
        .body("versions.markdown", contains("on a", "on b", "on a", "first"));
    hosts.awaitEqual();
    assertThat(hosts.query("b", "select markdown from lesson.page where id = '" + id + "'"))
        .containsExactly("on a");
  }

  @Test
  void aPageKeepsFiftyVersionsInPagesForWhoMayChangeIt() throws Exception {
    var page = "/api/lessons/" + lesson() + "/pages/" + UUID.randomUUID();
    for (var i = 0; i < 52; i++) {
      write(page, "text " + i);
    }
    var first = Api.as(admin).get(page + "/versions?limit=30").jsonPath();
    var rest = Api.as(admin).get(page + "/versions?limit=30&cursor=" + first.getString("cursor"));
    assertThat(first.getList("versions")).hasSize(30);
    rest.then()
        .body("versions.size()", equalTo(20))
        .body("versions[19].markdown", equalTo("text 2"))
        .body("versions.current", everyItem(equalTo(false)))
        .body("cursor", equalTo(null));
    Api.account(dataSource, "teacher@example.org", "teacher");
    Api.as(Api.signIn("teacher@example.org")).get(page + "/versions").then().statusCode(403);

    Api.as(admin).delete(page).then().statusCode(204);
    var old = first.getString("versions[5].id");
    Api.as(admin).put(page + "/versions/" + old + "/restoration").then().statusCode(200);
    Api.as(admin)
        .get(page.substring(0, page.indexOf("/pages")))
        .then()
        .body("pages.markdown", hasItems("text 46"));
  }

  /** Asks again and again: the first comparison may have begun before. */
  private void repairUntil(Boolean equal) {
    Eventually.holds(
        "equal: " + equal,
        SOON,
        () -> {
          var before = String.valueOf(peer("comparedAt"));
          Api.as(admin).post("/api/admin/replication/repair").then().statusCode(202);
          Eventually.holds(
              "compared again", SOON, () -> !before.equals(String.valueOf(peer("comparedAt"))));
          return peer("equal") == equal;
        });
  }

  private static double gauge(String name) {
    var metrics = given().get("/q/metrics").asString();
    var value =
        Pattern.compile("(?m)^replication_%s\\{peer=\"b\",?} (\\S+)$".formatted(name))
            .matcher(metrics);
    assertThat(value.find()).as(name).isTrue();
    return Double.parseDouble(value.group(1));
  }

  private Object peer(String field) {
    return Api.as(admin).get("/api/admin/replication").jsonPath().get("peers[0]." + field);
  }

  private UUID lesson() {
    var id = UUID.randomUUID();
    var body = new HashMap<String, Object>();
    body.put("parentId", null);
    body.putAll(Map.of("kind", "lesson", "title", "Water", "tags", List.of(), "language", "en"));
    Api.as(admin).body(body).put("/api/nodes/" + id).then().statusCode(201);
    return id;
  }

  private Response write(String page, String markdown) {
    return Api.as(admin).body(Map.of("markdown", markdown)).put(page);
  }
}
