package org.steadyboard.localhosts.ingress;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.steadyboard.localhosts.CommandFailure;

/**
 * What an ingress must know.
 *
 * @param hosts all hosts, in order
 */
record IngressConfig(int port, int lessonPort, int boardPort, Path webUi, List<Host> hosts) {

  /**
   * A host as browsers know it.
   *
   * @param slot the first digit of its pair codes
   */
  record Host(String id, int slot, String url) {
    /** Written as {@code a:0=http://localhost:8080}. */
    static Host parse(String text) {
      var matcher = WRITTEN.matcher(text);
      if (!matcher.matches()) {
        throw CommandFailure.because(
            "HOSTS must be like a:0=http://localhost:8080,b:1=…, not " + text);
      }
      return new Host(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3));
    }

    private static final Pattern WRITTEN =
        Pattern.compile("([a-z][a-z0-9-]{0,30}):([0-9])=(https?://[^/,=]+)");
  }

  List<String> urls() {
    return hosts.stream().map(Host::url).toList();
  }

  static IngressConfig of(Map<String, String> environment) {
    return new IngressConfig(
        port(environment, "INGRESS_PORT"),
        port(environment, "LESSON_PORT"),
        port(environment, "BOARD_PORT"),
        Path.of(required(environment, "WEB_UI")),
        Arrays.stream(required(environment, "HOSTS").split(",")).map(Host::parse).toList());
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
