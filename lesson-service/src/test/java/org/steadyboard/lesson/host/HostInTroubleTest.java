package org.steadyboard.lesson.host;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.lesson.Api.SOON;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.TestPostgres;

/** A host says of itself whether it serves, and why not, to whoever asks. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class HostInTroubleTest {

  @Inject DataSource dataSource;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  TestPostgres postgres;

  @BeforeEach
  void serves() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    Eventually.holds("it serves", SOON, () -> host().getBoolean("serving"));
  }

  @Test
  void onWhoseTablesNobodyCanWrite() throws SQLException {
    assertThat(reasons()).isEmpty();
    given().get("/q/health/ready").then().statusCode(200);
    var teacher = Api.signIn("teacher@example.org");

    try (var other = postgres.superuser(url).getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table lesson.node in share row exclusive mode");
      Eventually.holds("it serves no longer", SOON, () -> !host().getBoolean("serving"));

      assertThat(reasons()).containsExactly("stuck");
      var ready = given().get("/q/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(readiness(ready.jsonPath())).containsExactly("stuck");
      assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
      Api.as(teacher).get("/api/nodes").then().statusCode(200);
      other.rollback();
    }

    Eventually.holds("it serves", SOON, () -> host().getBoolean("serving"));
    assertThat(reasons()).isEmpty();
    given().get("/q/health/ready").then().statusCode(200);
  }

  private static JsonPath host() {
    return given().get("/api/host").jsonPath();
  }

  private static List<String> reasons() {
    return host().getList("reasons", String.class);
  }

  /** The codes that the check named {@code host} tells. */
  private static List<String> readiness(JsonPath ready) {
    return List.copyOf(
        ready
            .getMap("checks.find { it.name == 'host' }.data", String.class, String.class)
            .keySet());
  }
}
