package org.steadyboard.mediasync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document has exactly the operations that the contract promises of this service. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class InterfacesTest {

  private static final String[] OPERATIONS = {
    "GET /media/{sha256}/{fileName}",
    "HEAD /media/{sha256}/{fileName}",
    "GET /api/media",
    "GET /api/media/{id}",
    "PUT /api/media/{id}",
    "DELETE /api/media/{id}",
    "PUT /api/media/{id}/restoration",
    "GET /api/media/{id}/uses",
    "POST /api/uploads",
    "OPTIONS /api/uploads",
    "OPTIONS /api/uploads/{id}",
    "HEAD /api/uploads/{id}",
    "PATCH /api/uploads/{id}",
    "DELETE /api/uploads/{id}",
    "GET /api/admin/hosts",
    "GET /api/admin/media",
    "POST /api/admin/media/scrub",
    "GET /api/admin/replication",
    "POST /api/admin/replication/repair",
  };

  @Test
  void theDocumentHasTheOperationsOfTheContract() {
    Map<String, Map<String, Object>> paths =
        given().get("/q/openapi?format=json").jsonPath().getMap("paths");
    var operations = new TreeSet<String>();
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(m -> m.matches("get|put|post|delete|head|patch|options"))
                .forEach(m -> operations.add(m.toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(operations).containsExactlyInAnyOrder(OPERATIONS);
  }

  @Test
  void aFileIsDescribedAsItIs() {
    var document = given().get("/q/openapi?format=json").jsonPath();

    assertThat(document.getMap("components.schemas.ItemView.properties").keySet())
        .isEqualTo(
            Set.of(
                "id",
                "sha256",
                "size",
                "contentType",
                "fileName",
                "url",
                "createdAt",
                "ownerId",
                "copies",
                "hosts"));
  }
}
