package org.steadyboard.localhosts.ingress;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who answers a path. Only what is named here ever reaches a service. */
enum Route {
  LESSON,
  BOARD,
  MEDIA,
  /** Websockets, of the board service. */
  WEBSOCKET,
  /** The list of hosts, made here. */
  HOSTS,
  /** The files of the web UI. */
  STATIC,
  /** A path that two readers could understand differently. */
  MALFORMED,
  NONE;

  private static final List<String> OF_MEDIA =
      List.of(
          "/media",
          "/api/media",
          "/api/uploads",
          "/api/admin/media",
          "/api/admin/replication",
          "/api/admin/hosts");

  /**
   * Decided on the decoded path; dot segments and hidden slashes are refused, or a service might
   * climb out with them.
   */
  static Route of(String rawPath) {
    String path;
    try {
      path = decode(rawPath);
    } catch (IllegalArgumentException brokenEscape) {
      return MALFORMED;
    }
    if (!path.startsWith("/") || ambiguous(path)) {
      return MALFORMED;
    }
    if (path.startsWith("/ws/")) {
      return WEBSOCKET;
    }
    if (under(path, "/api/boards") || under(path, "/api/admin/boards")) {
      return BOARD;
    }
    if (OF_MEDIA.stream().anyMatch(prefix -> under(path, prefix))) {
      return MEDIA;
    }
    if (under(path, "/api")) {
      return LESSON;
    }
    if (path.equals("/hosts.json")) {
      return HOSTS;
    }
    return under(path, "/q") ? NONE : STATIC;
  }

  private static String decode(String rawPath) {
    String lower = rawPath.toLowerCase(java.util.Locale.ROOT);
    if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00")) {
      throw new IllegalArgumentException("a hidden slash");
    }
    return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static boolean ambiguous(String path) {
    return path.contains("\\")
        || path.contains("//")
        || List.of(path.split("/")).stream()
            .map(segment -> segment.split(";", 2)[0])
            .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
  }

  private static boolean under(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
