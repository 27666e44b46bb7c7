package org.steadyboard.lesson.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.lesson.Api;

/** What two hosts write on one page at once is kept on both. */
@QuarkusTest
@QuarkusTestResource(value = JoinedHost.class, restrictToAnnotatedClass = true)
class VersionsAcrossHostsTest {

  @Inject DataSource dataSource;

  JoinedHosts hosts;

  private String admin;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
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
