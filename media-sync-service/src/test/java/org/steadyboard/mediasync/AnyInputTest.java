package org.steadyboard.mediasync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.input.AnyInput;

@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class AnyInputTest {

  @Inject DataSource dataSource;

  @TestHTTPResource("/")
  URI service;

  @Test
  void isNeverTheServicesFaultAndAlwaysToldAsAProblem() throws Exception {
    try (var input = new AnyInput(service, Api.signedIn(dataSource, "admin"), Map.of())) {
      assertThat(input.routes())
          .extracting(route -> route.method() + " " + route.path())
          .contains(
              "GET /media/{sha256}/{fileName}",
              "GET /api/admin/hosts",
              "GET /api/admin/replication",
              "POST /api/admin/replication/repair");
      assertThat(input.wrongAnswers().stream().limit(40)).isEmpty();
    }
  }
}
