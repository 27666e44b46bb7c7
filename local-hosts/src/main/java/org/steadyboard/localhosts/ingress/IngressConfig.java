package org.steadyboard.localhosts.ingress;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.steadyboard.localhosts.CommandFailure;

/**
 * What an ingress must know.
 *
 * @param hosts all hosts' public addresses by name, in order
 */
record IngressConfig(
    int port, int lessonPort, int boardPort, Path webUi, Map<String, String> hosts) {

  static IngressConfig of(Map<String, String> environment) {
    return new IngressConfig(
        port(environment, "INGRESS_PORT"),
        port(environment, "LESSON_PORT"),
        port(environment, "BOARD_PORT"),
        Path.of(required(environment, "WEB_UI")),
        hosts(required(environment, "HOSTS")));
  }

  private static Map<String, String> hosts(String text) {
    var hosts = new LinkedHashMap<String, String>();
    for (String pair : text.split(",")) {
      String[] nameAndUrl = pair.split("=", 2);
      if (nameAndUrl.length != 2) {
        throw CommandFailure.because("HOSTS must be like a=http://localhost:8080,b=…");
      }
      hosts.put(nameAndUrl[0], nameAndUrl[1]);
    }
    return hosts;
  }

  private static int port(Map<String, String> environment, String name) {
    try {
      return Integer.parseInt(required(environment, name));
    } catch (NumberFormatException e) {
      throw CommandFailure.because(name + " must be a port number", e);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw CommandFailure.because(name + " is missing");
    }
    return value;
  }
}
