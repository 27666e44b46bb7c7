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
 * @param connectionsPerAddress of websockets, and of all others
 */
record IngressConfig(
    int port,
    int lessonPort,
    int boardPort,
    int mediaPort,
    Path webUi,
    List<Host> hosts,
    int connectionsPerAddress) {

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
        number(required(environment, "INGRESS_PORT"), "INGRESS_PORT"),
        number(required(environment, "LESSON_PORT"), "LESSON_PORT"),
        number(required(environment, "BOARD_PORT"), "BOARD_PORT"),
        number(required(environment, "MEDIA_PORT"), "MEDIA_PORT"),
        Path.of(required(environment, "WEB_UI")),
        Arrays.stream(required(environment, "HOSTS").split(",")).map(Host::parse).toList(),
        connectionsPerAddress(environment.get("CONNECTIONS_PER_ADDRESS")));
  }

  private static int connectionsPerAddress(String setting) {
    return setting == null
        ? IngressLimits.CONNECTIONS_PER_ADDRESS
        : number(setting, "CONNECTIONS_PER_ADDRESS");
  }

  private static int number(String setting, String name) {
    try {
      return Integer.parseUnsignedInt(setting);
    } catch (NumberFormatException e) {
      throw CommandFailure.because(name + " must be a number", e);
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
