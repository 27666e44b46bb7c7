package org.steadyboard.lesson;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document has exactly the operations that the contract promises of this service. */
@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class InterfacesTest {

  private static final String[] OPERATIONS = {
    "GET /api/host",
    "GET /api/hosts",
    "PUT /api/session",
    "GET /api/session",
    "DELETE /api/session",
    "GET /api/account/preferences",
    "PUT /api/account/preferences",
    "GET /api/nodes",
    "GET /api/nodes/{id}",
    "GET /api/nodes/{id}/path",
    "PUT /api/nodes/{id}",
    "PUT /api/nodes/{id}/place",
    "DELETE /api/nodes/{id}",
    "PUT /api/nodes/{id}/restoration",
    "PUT /api/lessons/{id}/copies/{newId}",
    "GET /api/lessons/{id}",
    "PUT /api/lessons/{id}/pages/{pageId}",
    "DELETE /api/lessons/{id}/pages/{pageId}",
    "GET /api/lessons/{id}/pages/{pageId}/versions",
    "PUT /api/lessons/{id}/pages/{pageId}/versions/{versionId}/restoration",
    "GET /api/search",
    "GET /api/board-lesson/{lessonId}",
    "GET /api/admin/accounts",
    "PUT /api/admin/accounts/{id}",
    "PUT /api/admin/accounts/{id}/disablement",
    "DELETE /api/admin/accounts/{id}/disablement",
    "DELETE /api/admin/accounts/{id}/sessions",
    "GET /api/admin/sessions",
    "DELETE /api/admin/sessions/{id}",
    "POST /api/admin/import",
  };

  @Test
  void theDocumentHasTheOperationsOfTheContract() {
    Map<String, Map<String, Object>> paths =
        given().get("/q/openapi?format=json").jsonPath().getMap("paths");
    var operations = new TreeSet<String>();
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(m -> m.matches("get|put|post|delete|head|patch"))
                .forEach(m -> operations.add(m.toUpperCase(java.util.Locale.ROOT) + " " + path)));

    assertThat(operations).containsExactlyInAnyOrder(OPERATIONS);
  }

  @Test
  void lessonsAreDescribedAsTheyAre() {
    var document = given().get("/q/openapi?format=json").jsonPath();

    assertThat(document.getMap("components.schemas.LessonView.properties").keySet())
        .isEqualTo(java.util.Set.of("id", "title", "language", "tags", "ownerId", "pages"));
    assertThat(document.getString("components.schemas.NodeRequest.properties.after.type"))
        .contains("string");
  }

  @Test
  void theHostSaysWhoItIs() {
    var host = given().get("/api/host").jsonPath();

    assertThat(host.getString("id")).isEqualTo("a");
    assertThat(host.getInt("slot")).isZero();
    assertThat(host.getString("time")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(given().get("/api/hosts").jsonPath().getString("hosts[0].url"))
        .isEqualTo("http://localhost:8080");
  }
}
