package org.steadyboard.host.error;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.validation.Path;
import java.util.stream.Collectors;

/** Names a place in a body the way its sender knows it. */
final class JsonPaths {

  private JsonPaths() {}

  /** Such as {@code pages.0.markdown}, or {@code the body} for the whole. */
  static String of(JsonMappingException failure) {
    var path =
        failure.getPath().stream()
            .map(r -> r.getFieldName() != null ? r.getFieldName() : String.valueOf(r.getIndex()))
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the body" : path;
  }

  /** The last name of a validated path: what stands before it names our own methods. */
  static String lastOf(Path path) {
    var last = "";
    for (var node : path) {
      last = node.getName();
    }
    return last == null ? "the body" : last;
  }
}
