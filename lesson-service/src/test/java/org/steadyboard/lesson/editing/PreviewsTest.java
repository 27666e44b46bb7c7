package org.steadyboard.lesson.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.error.Problem;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.SetClock;
import org.steadyboard.testkit.Sql;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class PreviewsTest {

  @Inject DataSource dataSource;

  private String teacher;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
  }

  @Test
  void aPageIsLookedAtAndNothingIsStored() throws Exception {
    var before = Sql.query(dataSource, "select count(*) from lesson.page");
    Api.as(teacher)
        .body(Map.of("markdown", "# Hi\n\n<script>alert(1)</script>\n\n<!-- for me -->"))
        .post("/api/preview")
        .then()
        .statusCode(200)
        .body("html.trim()", equalTo("<h1>Hi</h1>"))
        .body("notes", equalTo("for me"));
    assertThat(Sql.query(dataSource, "select count(*) from lesson.page")).isEqualTo(before);
  }

  @Test
  void onlyWhoIsSignedInAndOnlyWhatAPageMayBe() {
    var long64 = "x".repeat(70_000);
    Api.as("none").body(Map.of("markdown", "x")).post("/api/preview").then().statusCode(401);
    Api.as(teacher).body(Map.of("markdown", long64)).post("/api/preview").then().statusCode(200);
    Api.as(teacher).body(Map.of()).post("/api/preview").then().statusCode(400);
    Api.as(teacher)
        .body(Map.of("markdown", "x".repeat(262_145)))
        .post("/api/preview")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid"));
    Api.as(teacher)
        .body(Map.of("markdown", "x\n".repeat(3_001)))
        .post("/api/preview")
        .then()
        .statusCode(422)
        .body("code", equalTo("too-complex"));
  }

  @Test
  void oneAccountMayAskSoOftenAndEachOtherOneToo() {
    var clock = new SetClock(Instant.parse("2026-11-27T08:30:00Z"));
    var previews = new Previews(4, clock);
    var who = UUID.randomUUID();
    for (var i = 0; i < Previews.PER_ACCOUNT; i++) {
      previews.look(who, () -> "page");
    }
    assertThatThrownBy(() -> previews.look(who, () -> "page"))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              assertThat(p.code().code()).isEqualTo("too-fast");
              assertThat(p.retryAfter()).contains(Previews.WINDOW);
            });
    assertThat(previews.look(UUID.randomUUID(), () -> "page")).isEqualTo("page");
    clock.forward(Previews.WINDOW);
    assertThat(previews.look(who, () -> "page")).isEqualTo("page");
  }

  @Test
  void soManyAreRenderedAtOnce() {
    var previews = new Previews(1, new SetClock(Instant.parse("2026-11-27T08:30:00Z")));
    previews.look(
        UUID.randomUUID(),
        () -> {
          assertThatThrownBy(() -> previews.look(UUID.randomUUID(), () -> "page"))
              .isInstanceOfSatisfying(
                  Problem.class,
                  p -> {
                    assertThat(p.code().code()).isEqualTo("too-fast");
                    assertThat(p.retryAfter()).isPresent();
                  });
          return "page";
        });
    assertThat(previews.look(UUID.randomUUID(), () -> "page")).isEqualTo("page");
  }
}
