package org.steadyboard.lesson.host;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.wake.WakeSettings;
import org.steadyboard.host.wake.Wakefulness;
import org.steadyboard.lesson.Api;
import org.steadyboard.lesson.LessonTestHost;

/** A service that slept writes nothing until it has settled; its time is the test's. */
@QuarkusTest
@TestProfile(WokenWritesTest.Sleepy.class)
@QuarkusTestResource(LessonTestHost.class)
class WokenWritesTest {

  private static final AtomicLong NANOS = new AtomicLong();

  public static final class Sleepy implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(SetTime.class);
    }
  }

  @Alternative
  @ApplicationScoped
  public static class SetTime {
    @Produces
    @Singleton
    Wakefulness wakefulness(WakeSettings settings) {
      var still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
      return new Wakefulness(NANOS::get, still, settings.sleep(), () -> {});
    }
  }

  @Inject DataSource dataSource;
  private String teacher;

  @BeforeEach
  void signIn() throws Exception {
    Api.account(dataSource, "teacher@example.org", "teacher");
    teacher = Api.signIn("teacher@example.org");
  }

  @AfterEach
  void settles() {
    NANOS.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void nothingIsWrittenUntilItHasSettled() {
    var node = UUID.randomUUID();
    NANOS.addAndGet(Duration.ofMinutes(5).toNanos());

    assertBusy(request -> put(request, node));
    assertBusy(request -> request.delete("/api/session"));
    assertBusy(
        request ->
            request.contentType("application/zip").body(new byte[1]).post("/api/admin/import"));
    as().get("/api/nodes/" + node).then().statusCode(404);
    as().get("/api/session").then().statusCode(200);
    given().get("/api/host").then().statusCode(200);

    NANOS.addAndGet(Duration.ofMillis(999).toNanos());
    assertBusy(request -> put(request, node));
    NANOS.addAndGet(Duration.ofMillis(1).toNanos());
    put(as(), node).then().statusCode(201);
    as().get("/api/nodes/" + node).then().statusCode(200);
  }

  @Test
  void thePageOfAnotherHostMayReadWhy() {
    NANOS.addAndGet(Duration.ofMinutes(5).toNanos());
    var page = "http://localhost:8080";
    put(as().header("Origin", page), UUID.randomUUID())
        .then()
        .statusCode(503)
        .header("Access-Control-Allow-Origin", page)
        .header("Access-Control-Allow-Credentials", "true");
  }

  @Test
  void aForeignPageIsRefusedAsEver() {
    NANOS.addAndGet(Duration.ofMinutes(5).toNanos());
    put(as().header("Origin", "https://elsewhere.example"), UUID.randomUUID())
        .then()
        .statusCode(403);
  }

  private void assertBusy(Function<RequestSpecification, Response> write) {
    write
        .apply(as())
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "1")
        .body("code", equalTo("busy"));
  }

  private RequestSpecification as() {
    return given().cookie("session", teacher);
  }

  private static Response put(RequestSpecification request, UUID node) {
    return request
        .contentType(ContentType.JSON)
        .body(Map.of("kind", "course", "title", "New", "tags", new String[0], "language", "en"))
        .put("/api/nodes/" + node);
  }
}
