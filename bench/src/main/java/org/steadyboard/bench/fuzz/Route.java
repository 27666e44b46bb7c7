package org.steadyboard.bench.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One operation of a service.
 *
 * @param path with its parameters in braces
 * @param queries the names of what may stand behind the question mark
 * @param contentType of its body; empty without one
 * @param body its schema, references resolved where they are met; null without one
 * @param schemas what references lead to, by name
 */
record Route(
    String method,
    String path,
    List<String> queries,
    String contentType,
    JsonObject body,
    JsonObject schemas) {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  /** What no document names: what the ingress and the web server of a service answer themselves. */
  static final List<Route> KNOWN =
      List.of(
          bare("GET", "/"),
          bare("GET", "/hosts.json"),
          bare("GET", "/index.html"),
          bare("GET", "/q/health/ready"),
          bare("GET", "/media/{sha256}/{fileName}"),
          bare("GET", "/ws/board"),
          bare("GET", "/ws/teacher"),
          bare("POST", "/api/{anything}"),
          bare("GET", "/{anything}"));

  private static Route bare(String method, String path) {
    return new Route(method, path, List.of(), "", null, new JsonObject());
  }

  String name() {
    return method + " " + path;
  }

  /** All operations of an OpenAPI document, in its order. */
  static List<Route> of(JsonObject openApi) {
    var schemas =
        openApi
            .getJsonObject("components", new JsonObject())
            .getJsonObject("schemas", new JsonObject());
    var routes = new ArrayList<Route>();
    for (var path : openApi.getJsonObject("paths", new JsonObject())) {
      var item = (JsonObject) path.getValue();
      for (var operation : item) {
        if (METHODS.contains(operation.getKey())) {
          routes.add(of(path.getKey(), item, operation, schemas));
        }
      }
    }
    return routes;
  }

  private static Route of(
      String path, JsonObject item, Map.Entry<String, Object> operation, JsonObject schemas) {
    var about = (JsonObject) operation.getValue();
    var queries = new ArrayList<String>();
    for (var parameters : List.of(item, about)) {
      for (var parameter : parameters.getJsonArray("parameters", new JsonArray())) {
        if (((JsonObject) parameter).getString("in", "").equals("query")) {
          queries.add(((JsonObject) parameter).getString("name"));
        }
      }
    }
    var content =
        about
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject());
    var type = content.isEmpty() ? "" : content.fieldNames().iterator().next();
    return new Route(
        operation.getKey().toUpperCase(Locale.ROOT),
        path,
        List.copyOf(queries),
        type,
        type.isEmpty()
            ? null
            : content.getJsonObject(type).getJsonObject("schema", new JsonObject()),
        schemas);
  }
}
