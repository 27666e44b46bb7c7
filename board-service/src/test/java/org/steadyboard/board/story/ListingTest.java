package org.steadyboard.board.story;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.Board;
import org.steadyboard.board.client.Teacher;

@QuarkusTest
class ListingTest extends SocketTest {

  @Test
  void aTeacherSeesOwnBoardsPageByPage() {
    var boards = new ArrayList<Board>();
    try (var teacher = teacher();
        var other = teacher()) {
      for (var i = 0; i < 3; i++) {
        boards.add(board());
        boards.get(i).connect();
        teacher.pairWith(boards.get(i));
      }
      var page = UUID.randomUUID();
      teacher.answer(teacher.showPage(boards.getFirst().id(), page));
      var seen = new ArrayList<String>();
      String cursor = null;
      do {
        var answer =
            given()
                .header("Cookie", teacher.cookie())
                .queryParam("limit", 2)
                .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                .get("/api/boards");
        assertThat(answer.statusCode()).isEqualTo(200);
        seen.addAll(answer.jsonPath().getList("boards.id"));
        cursor = answer.jsonPath().getString("cursor");
      } while (cursor != null);
      assertThat(seen)
          .containsExactlyInAnyOrderElementsOf(
              boards.stream().map(b -> b.id().toString()).toList());
      given()
          .header("Cookie", teacher.cookie())
          .get("/api/boards")
          .then()
          .body("cursor", nullValue())
          .body(
              "boards.find { it.id == '%s' }.stage.pageId".formatted(boards.getFirst().id()),
              is(page.toString()))
          .body("boards[0].revision", notNullValue());
      given()
          .header("Cookie", other.cookie())
          .get("/api/boards")
          .then()
          .statusCode(200)
          .body("boards", hasSize(0));
    } finally {
      boards.forEach(Board::close);
    }
  }

  @Test
  void onlyWhoIsSignedInAndOnlyWhatIsSensible() {
    given().get("/api/boards").then().statusCode(401).body("code", is("not-signed-in"));
    var teacher = teacher();
    given()
        .header("Cookie", teacher.cookie())
        .queryParam("limit", 1000)
        .get("/api/boards")
        .then()
        .statusCode(400)
        .body("code", is("invalid"));
    var refused =
        given().header("Cookie", teacher.cookie()).queryParam("cursor", "x").get("/api/boards");
    assertThat(refused.statusCode()).isIn(400, 404);
  }

  @Test
  void aBodyIsTakenOfOneTypeAndSizeOnlyAndNoAnswerIsKept() {
    given()
        .contentType("application/json")
        .body(" ".repeat(64 * 1024 + 1))
        .put("/api/boards")
        .then()
        .statusCode(413)
        .header("Cache-Control", is("no-store"))
        .body("code", is("too-large"));
    given()
        .contentType("text/json")
        .body("{}")
        .put("/api/boards")
        .then()
        .statusCode(415)
        .body("code", is("unsupported-type"));
  }

  @Test
  void adminsSeeAllBoardsButNoSecrets() {
    try (var board = board();
        var teacher = teacher()) {
      board.connect();
      teacher.pairWith(board);
      given().header("Cookie", teacher.cookie()).get("/api/admin/boards").then().statusCode(403);
      var admin = Teacher.signedIn(port(), database, "admin");
      var all =
          given()
              .header("Cookie", admin.cookie())
              .queryParam("limit", 200)
              .get("/api/admin/boards");
      assertThat(all.statusCode()).isEqualTo(200);
      assertThat(all.jsonPath().getList("boards.id")).contains(board.id().toString());
      assertThat(all.asString()).doesNotContain("secret").doesNotContain(board.secret());
    }
  }
}
