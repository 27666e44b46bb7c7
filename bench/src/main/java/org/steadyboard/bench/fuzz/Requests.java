package org.steadyboard.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.steadyboard.bench.machine.Host;

/** Makes requests of routes: sound ones, with a few things wrong in most. Of one thread. */
final class Requests {

  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "BREW");
  private static final List<String> BRINGING = List.of("PUT", "POST", "PATCH");
  private static final List<String> ACCEPTS =
      List.of("*/*", "bogus", "application/json;q=x", "a/b, ,;", "text/html", "application/json");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x+json",
          "application/json; charset=utf-16",
          "text/plain",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "application/zip",
          "bogus",
          "application/x-www-form-urlencoded");
  private static final List<String> FILE_TYPES =
      List.of("image/png", "image/jpeg", "image/svg+xml", "application/octet-stream", "video/mp4");
  private static final int LONGEST_QUERY = 3_000;

  private final Pieces pieces;
  private final Bodies bodies;
  private final FileBytes files;
  private final UploadHeads uploads;
  private final Host host;
  private final Cast cast;
  private boolean cutShort;

  Requests(Pieces pieces, Host host, Cast cast) {
    this.pieces = pieces;
    this.bodies = new Bodies(pieces);
    this.files = new FileBytes(pieces);
    this.uploads = new UploadHeads(pieces);
    this.host = host;
    this.cast = cast;
  }

  /** A request and its body, to be sent as it is; the connection ends with the answer. */
  Attempt of(Route route) {
    var method = pieces.chance(95) ? route.method() : pieces.one(METHODS);
    var head = new StringBuilder(method + " " + target(route) + " HTTP/1.1\r\n");
    header(head, "Host", "localhost:" + host.ingressPort());
    header(head, "Connection", "close");
    if (pieces.chance(90)) {
      header(head, "Origin", pieces.chance(95) ? host.origin() : pieces.text());
    }
    who(head);
    what(head);
    var body = body(route);
    if (UploadHeads.bringsAFile(route)) {
      uploads.of(route, body).forEach((name, value) -> header(head, name, value));
    }
    cutShort = false;
    if (body.length > 0 || pieces.chance(5)) {
      if (pieces.chance(95)) {
        header(head, "Content-Type", pieces.chance(92) ? type(route) : pieces.one(TYPES));
      }
      body = framed(head, body);
    }
    head.append("\r\n");
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(body);
    return new Attempt(route.name(), host.ingressPort(), whole.toByteArray(), !cutShort);
  }

  private String type(Route route) {
    if (UploadHeads.bringsAFile(route)) {
      return route.path().startsWith(UploadHeads.TUS)
          ? "application/offset+octet-stream"
          : pieces.one(FILE_TYPES);
    }
    return route.contentType().isEmpty() ? "application/json" : route.contentType();
  }

  private String target(Route route) {
    var path =
        PARAMETER
            .matcher(route.path())
            .replaceAll(p -> Matcher.quoteReplacement(inPath(parameter(route, p.group()))));
    var queries = new ArrayList<String>();
    for (var name : route.queries()) {
      if (pieces.chance(50)) {
        queries.add(name + "=" + inQuery(query(name)));
      }
    }
    if (pieces.chance(4)) {
      queries.add(inQuery(pieces.text()));
    }
    return path + (queries.isEmpty() ? "" : "?" + String.join("&", queries));
  }

  private String parameter(Route route, String name) {
    if (name.equals("{sha256}") && pieces.chance(80)) {
      return pieces.sha256();
    }
    return route.path().startsWith(UploadHeads.TUS) ? uploads.id() : pieces.id();
  }

  private String query(String name) {
    return switch (name) {
      case "cursor" -> pieces.cursor();
      case "limit" -> pieces.chance(60) ? "5" : String.valueOf(pieces.number());
      case "q" -> pieces.chance(50) ? "e" : pieces.text();
      default -> pieces.chance(40) ? pieces.id() : pieces.text();
    };
  }

  private String inPath(String text) {
    return URLEncoder.encode(cut(text), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String inQuery(String text) {
    var some = cut(text);
    // Broken escapes, too; but no spaces and line ends, which would end the request's line.
    return pieces.chance(95)
        ? URLEncoder.encode(some, StandardCharsets.UTF_8)
        : some.replaceAll("[\\s\\p{Cntrl}]", "%");
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_QUERY));
  }

  private void who(StringBuilder head) {
    var board = pieces.one(cast.boards());
    var teacher = board.teacher().session().header();
    switch (pieces.upTo(20)) {
      case 0 -> {}
      case 1 -> header(head, "Cookie", "session=" + pieces.text());
      case 2 -> header(head, "Cookie", teacher + "; session=x");
      case 3 -> header(head, "Cookie", teacher.substring(0, teacher.length() - 3) + "abc");
      case 4, 5 -> header(head, "Authorization", "Board " + board.id() + "." + board.secret());
      case 6 -> header(head, "Authorization", "Board " + pieces.text());
      case 7, 8, 9, 10, 11 -> header(head, "Cookie", pieces.one(cast.admins()));
      default -> header(head, "Cookie", teacher);
    }
  }

  private void what(StringBuilder head) {
    switch (pieces.upTo(30)) {
      case 0, 1 -> header(head, "Accept", pieces.one(ACCEPTS));
      case 2 -> header(head, "If-None-Match", pieces.text());
      case 3 -> header(head, "Range", "bytes=" + pieces.number() + "-" + pieces.number());
      case 4 -> header(head, "Accept-Language", pieces.text());
      case 5 -> header(head, "X-Forwarded-For", pieces.text());
      case 6 -> header(head, "Content-Encoding", pieces.one(List.of("gzip", "br", "bogus")));
      case 7 -> header(head, "Expect", pieces.one(List.of("100-continue", "bogus")));
      case 8 -> header(head, "Upgrade", pieces.one(List.of("websocket", "h2c", "bogus")));
      case 9 -> header(head, "X-File-Name", pieces.text());
      case 10 -> header(head, "Content-Digest", pieces.text());
      case 11 -> header(head, "Accept-Encoding", pieces.text());
      default -> {}
    }
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value.replaceAll("[\r\n\u0000]", " ")).append("\r\n");
  }

  private byte[] body(Route route) {
    if (UploadHeads.bringsAFile(route) && pieces.chance(90)) {
      return BRINGING.contains(route.method()) ? files.some() : new byte[0];
    }
    if (route.body() == null && !pieces.chance(5)) {
      return new byte[0];
    }
    if (!route.contentType().isEmpty()
        && !route.contentType().contains("json")
        && pieces.chance(70)) {
      return pieces.bytes(pieces.upTo(5_000));
    }
    return bodies.bytes(bodies.mutated(bodies.example("", route.body(), route.schemas())));
  }

  /** With its length, a wrong one, or in chunks that may be broken. */
  private byte[] framed(StringBuilder head, byte[] body) {
    var way = pieces.upTo(40);
    cutShort = way < 3;
    switch (way) {
      case 0 -> header(head, "Content-Length", String.valueOf(pieces.number()));
      case 1 -> header(head, "Content-Length", String.valueOf(body.length + 10));
      case 2, 3, 4 -> {
        header(head, "Transfer-Encoding", "chunked");
        var size = way == 2 ? pieces.text() : Integer.toHexString(body.length);
        var text = size + "\r\n" + new String(body, StandardCharsets.ISO_8859_1) + "\r\n0\r\n\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
      }
      default -> header(head, "Content-Length", String.valueOf(body.length));
    }
    return body;
  }
}
