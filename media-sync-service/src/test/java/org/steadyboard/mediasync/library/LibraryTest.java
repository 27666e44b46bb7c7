package org.steadyboard.mediasync.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.testkit.Sql;

/** What is in the library, who sees it, where it is used, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class LibraryTest {

  @Inject DataSource dataSource;

  private String teacher;
  private String other;
  private String admin;

  @BeforeEach
  void signIn() throws Exception {
    teacher = Api.signedIn(dataSource, "teacher");
    other = Api.signedIn(dataSource, "teacher");
    admin = Api.signedIn(dataSource, "admin");
  }

  private UUID put(String who, String name) {
    var id = Ids.next();
    Api.as(who)
        .contentType("image/png")
        .header("X-File-Name", name)
        .body(Files.png(500, id.getLeastSignificantBits()))
        .put("/api/media/" + id)
        .then()
        .statusCode(201);
    return id;
  }

  private static Response get(String who, String path) {
    return Api.as(who).urlEncodingEnabled(false).get("/api/media" + path);
  }

  private static List<String> ids(Response list) {
    return list.then().statusCode(200).extract().jsonPath().getList("items.id");
  }

  private static List<String> texts(UUID... ids) {
    return List.of(ids).stream().map(UUID::toString).toList();
  }

  @Test
  void eachSeesTheirOwnAndTheShared() {
    var mine = put(teacher, "mine.png");
    var others = put(other, "others.png");
    var shared = put(admin, "shared.png");

    assertThat(ids(get(teacher, ""))).containsExactlyElementsOf(texts(mine));
    assertThat(ids(get(teacher, "?owner=mine"))).containsExactlyElementsOf(texts(mine));
    assertThat(ids(get(teacher, "?owner=shared&limit=1"))).isEqualTo(texts(shared));
    assertThat(ids(get(teacher, "?owner=all&limit=2"))).isEqualTo(texts(shared, mine));
    assertThat(ids(get(admin, "?owner=all&limit=3"))).isEqualTo(texts(shared, others, mine));
    assertThat(ids(get(admin, "?limit=1"))).isEqualTo(texts(shared));
    get(teacher, "/" + shared).then().statusCode(200).body("ownerId", equalTo(null));
    get(teacher, "/" + others).then().statusCode(404).body("code", equalTo("not-found"));
    get(teacher, "/" + others + "/uses").then().statusCode(404);
    get(admin, "/" + others).then().statusCode(200);
    get(teacher, "?owner=theirs").then().statusCode(400).body("code", equalTo("invalid"));
    get("nobody", "").then().statusCode(401);
  }

  @Test
  void listsGoOnWhereTheyEnded() {
    var all = new ArrayList<UUID>();
    for (var i = 0; i < 5; i++) {
      all.addFirst(put(teacher, "photo " + i + ".png"));
    }

    var first = get(teacher, "?limit=2");
    var second = get(teacher, "?limit=2&cursor=" + first.jsonPath().getString("cursor"));
    var third = get(teacher, "?limit=2&cursor=" + second.jsonPath().getString("cursor"));

    assertThat(List.of(first, second, third))
        .flatMap(LibraryTest::ids)
        .containsExactlyElementsOf(all.stream().map(UUID::toString).toList());
    assertThat(third.jsonPath().getString("cursor")).isNull();
    for (var nonsense :
        new String[] {"cursor=x", "limit=0", "limit=201", "q=%00", "q=" + "x".repeat(201)}) {
      get(teacher, "?" + nonsense).then().statusCode(400);
    }
  }

  @Test
  void aPartOfTheNameFindsAFileWhateverTheCase() {
    var cat = put(teacher, "De%20KAT%20100%25.png");
    put(teacher, "hond_1.png");

    assertThat(ids(get(teacher, "?q=kat"))).containsExactlyElementsOf(texts(cat));
    assertThat(ids(get(teacher, "?q=%25"))).as("no pattern").containsExactlyElementsOf(texts(cat));
    assertThat(ids(get(teacher, "?q=t_1"))).isEmpty();
    assertThat(ids(get(teacher, "?q=.png"))).hasSize(2);
    assertThat(ids(get(teacher, "?q=zebra"))).isEmpty();
  }

  @Test
  void whatIsDeletedIsGoneUntilItIsBroughtBack() {
    var file = put(teacher, "a.png");
    var path = "/api/media/" + file;
    var url = get(teacher, "/" + file).jsonPath().getString("url");

    Api.as(other).delete(path).then().statusCode(404);
    Api.as(teacher).delete(path).then().statusCode(204);
    Api.as(teacher).delete(path).then().statusCode(204);

    get(teacher, "/" + file).then().statusCode(404);
    get(teacher, "/" + file + "/uses").then().statusCode(404);
    assertThat(ids(get(teacher, ""))).isEmpty();
    Api.as(teacher).get(url).then().statusCode(200);
    Api.as(other).put(path + "/restoration").then().statusCode(404);
    Api.as(teacher).put(path + "/restoration").then().statusCode(204);
    Api.as(teacher).put(path + "/restoration").then().statusCode(204);
    assertThat(ids(get(teacher, ""))).containsExactlyElementsOf(texts(file));
    Api.as(admin).delete(path).then().statusCode(204);
    Api.as(admin).put(path + "/restoration").then().statusCode(204);
    Api.as(teacher).delete("/api/media/" + UUID.randomUUID()).then().statusCode(404);
    Api.as(teacher).delete("/api/media/x").then().statusCode(400);
  }

  @Test
  void onlyAdminsChangeWhatIsShared() {
    var path = "/api/media/" + put(admin, "a.png");

    Api.as(teacher).delete(path).then().statusCode(403).body("code", equalTo("not-allowed"));
    Api.as(admin).delete(path).then().statusCode(204);
    Api.as(teacher).put(path + "/restoration").then().statusCode(403);
    Api.as(admin).put(path + "/restoration").then().statusCode(204);
  }

  @Test
  void whatWasCollectedDoesNotComeBack() throws Exception {
    var id = UUID.randomUUID();
    Sql.execute(
        dataSource,
        """
        insert into media.item (id, sha256, size, content_type, file_name, owner_id, created_at, deleted_at)
        values (?, sha256('collected'), 9, 'image/png', 'a.png', null, now(), now())
        """,
        id);

    Api.as(admin)
        .put("/api/media/" + id + "/restoration")
        .then()
        .statusCode(410)
        .body("code", equalTo("file-gone"));
  }

  @Test
  void copiesAreTheHostsThatHoldIt() throws Exception {
    var file = put(teacher, "a.png");
    var sha256 = get(teacher, "/" + file).jsonPath().getString("sha256");
    for (var copy : new String[] {"b true", "c false"}) {
      Sql.execute(
          dataSource,
          "insert into media.copy (id, sha256, host, held, since) values (?, decode(?, 'hex'), ?, ?::boolean, now())",
          Ids.mediaCopy(sha256, copy.split(" ")[0]),
          sha256,
          copy.split(" ")[0],
          copy.split(" ")[1]);
    }

    get(teacher, "/" + file).then().body("copies", equalTo(2));
    assertThat(get(teacher, "").jsonPath().getInt("items[0].copies")).isEqualTo(2);
  }

  @Test
  void usesAreThePagesThatNameIt() throws Exception {
    var file = put(teacher, "a.png");
    var url = get(teacher, "/" + file).jsonPath().getString("url");
    var lesson = lesson(null, "Katten");
    var first = page(lesson, "![kat](%s) and again ![](%s)".formatted(url, url));
    page(lesson, "![other](%s)".formatted(url.replaceAll("[0-9]", "a")));
    var second = page(lesson, "<img src=\"%s\">".formatted(url));
    page(lesson(UUID.randomUUID(), "Another's"), url);
    var gone = page(lesson, url);
    Sql.execute(dataSource, "update lesson.page set deleted_at = now() where id = ?", gone);

    var uses = get(teacher, "/" + file + "/uses").then().statusCode(200).extract().jsonPath();
    assertThat(uses.getList("uses.pageId"))
        .containsExactlyInAnyOrder(first.toString(), second.toString());
    assertThat(uses.getString("uses[0].lessonId")).isEqualTo(lesson.toString());
    assertThat(uses.getString("uses[0].lessonTitle")).isEqualTo("Katten");
    assertThat(uses.getString("cursor")).isNull();
    var some = get(teacher, "/" + file + "/uses?limit=1").jsonPath();
    var rest =
        get(teacher, "/" + file + "/uses?limit=1&cursor=" + some.getString("cursor")).jsonPath();
    assertThat(List.of(some.getString("uses[0].pageId"), rest.getString("uses[0].pageId")))
        .containsExactlyInAnyOrder(first.toString(), second.toString());
    assertThat(get(admin, "/" + file + "/uses").jsonPath().getList("uses")).hasSize(3);
    Sql.execute(dataSource, "update lesson.node set deleted_at = now() where id = ?", lesson);
    assertThat(get(teacher, "/" + file + "/uses").jsonPath().getList("uses")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cursor=x", "limit=0", "limit=201"})
  void usesArePagedAsListsAre(String nonsense) {
    get(teacher, "/" + put(teacher, "a.png") + "/uses?" + nonsense).then().statusCode(400);
  }

  private UUID lesson(UUID owner, String title) throws Exception {
    var id = UUID.randomUUID();
    Sql.execute(
        dataSource,
        "insert into lesson.node (id, kind, title, rank, language, owner_id) values (?, 'lesson', ?, 'a', 'nl', ?)",
        id,
        title,
        owner);
    return id;
  }

  private UUID page(UUID lesson, String markdown) throws Exception {
    var id = UUID.randomUUID();
    Sql.execute(
        dataSource,
        """
        insert into lesson.page (id, lesson_id, rank, markdown, notes, html, headings, words, rendering)
        values (?, ?, 'a', ?, '', '', '', '', 1)
        """,
        id,
        lesson,
        markdown);
    return id;
  }
}
