package org.steadyboard.host.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The operations of an OpenAPI document. */
public final class Routes {

  private static final Set<String> METHODS =
      Set.of("get", "head", "put", "post", "patch", "delete");

  private Routes() {}

  /**
   * @param query names of the parameters
   * @param fields names of the fields of the body; empty when there is none
   */
  public record Route(String method, String path, List<String> query, List<String> fields) {

    boolean hasBody() {
      return method.equals("PUT") || method.equals("POST");
    }
  }

  static List<Route> in(JsonNode document) {
    var all = new ArrayList<Route>();
    document
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        all.add(
                            new Route(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                query(operation),
                                fields(operation, document.at("/components/schemas"))));
                      }
                    }));
    return all;
  }

  private static List<String> query(JsonNode operation) {
    var names = new ArrayList<String>();
    for (var parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static List<String> fields(JsonNode operation, JsonNode schemas) {
    var names = new ArrayList<String>();
    var reference = operation.path("requestBody").findValue("$ref");
    if (reference != null) {
      var name = reference.asText().replaceAll(".*/", "");
      schemas.path(name).path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }
}
