package org.steadyboard.mediasync;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.steadyboard.testkit.Eventually;

/** The service becomes ready: its schema stands, and its tables take writes. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class ReadyTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void theServiceBecomesReady() {
    Eventually.holds("ready", SOON, () -> given().get("/q/health/ready").statusCode() == 200);
  }
}
