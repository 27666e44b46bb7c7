package org.steadyboard.lesson.input;

import static io.restassured.RestAssured.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the service's own description says it answers. */
record Routes(List<Route> all) {

  /**
   * @param query names of the parameters
   * @param fields names of the fields of the body; empty when there is none
   */
  record Route(String method, String path, List<String> query, List<String> fields) {

    boolean hasBody() {
      return method.equals("PUT") || method.equals("POST");
    }
  }

  static Routes read() {
    var document = given().get("/q/openapi?format=json").jsonPath();
    Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
    var all = new ArrayList<Route>();
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, operation) ->
                    all.add(
                        new Route(
                            method.toUpperCase(java.util.Locale.ROOT),
                            path,
                            query(operation),
                            fields(operation, document.getMap("components.schemas"))))));
    return new Routes(all);
  }

  /** An OpenAPI document as JSON has maps here, which no cast can check. */
  @SuppressWarnings("unchecked")
  private static List<String> query(Map<String, Object> operation) {
    var parameters = (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of());
    return parameters.stream()
        .filter(p -> "query".equals(p.get("in")))
        .map(p -> (String) p.get("name"))
        .toList();
  }

  private static List<String> fields(
      Map<String, Object> operation, Map<String, Map<String, Map<String, ?>>> schemas) {
    var text = String.valueOf(operation.get("requestBody"));
    var name = text.replaceAll("(?s).*#/components/schemas/(\\w+).*", "$1");
    var schema = schemas.get(name);
    return schema == null || schema.get("properties") == null
        ? List.of()
        : List.copyOf(schema.get("properties").keySet());
  }
}
