package org.steadyboard.lesson.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.host.input.AnyInput.SOME_ID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.input.AnyInput;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;

/**
 * Every route, with every parameter, header and field in turn made wrong: it is never the service's
 * fault, and who asked is always told what is.
 */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class AnyInputTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "kind", "\"lesson\"",
          "title", "\"x\"",
          "tags", "[]",
          "language", "\"en\"",
          "parentId", "null",
          "markdown", "\"x\"",
          "email", "\"nobody@example.org\"",
          "password", "\"wrong-password\"",
          "name", "\"x\"",
          "role", "\"teacher\"");

  @Inject DataSource dataSource;

  @TestHTTPResource("/")
  URI service;

  private String admin;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "admin@example.org", "admin");
    admin = Api.signIn("admin@example.org");
    var lesson =
        "{\"kind\":\"lesson\",\"title\":\"x\",\"tags\":[],\"language\":\"en\",\"parentId\":null}";
    Api.as(admin).body(lesson).put("/api/nodes/" + SOME_ID);
    Api.as(admin)
        .body("{\"markdown\":\"x\"}")
        .put("/api/lessons/%1$s/pages/%1$s".formatted(SOME_ID));
  }

  @Test
  void isNeverTheServicesFaultAndAlwaysToldAsAProblem() throws Exception {
    try (var input = new AnyInput(service, admin, GOOD)) {
      assertThat(input.routes()).hasSizeGreaterThan(25);
      assertThat(input.wrongAnswers().stream().limit(40)).isEmpty();
    }
  }
}
