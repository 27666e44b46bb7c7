package org.steadyboard.board.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.client.RawClient;
import org.steadyboard.board.frame.RawFrame;

/** What an open board keeps on the heap of this process, counted by the JVM itself. */
@QuarkusTest
class MemoryOfABoardTest extends SocketTest {

  private static final int BOARDS = 200;

  /**
   * Of a board, with the test's own end of its connection: measured 9.3 KiB, and about 15 with all
   * of it.
   */
  private static final int MOST_BYTES = 10 * 1024 + 512;

  /** What the collector fills gaps with. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  /** What a browser and an ingress say with an upgrade. */
  private static final String HEADERS =
      """
      Origin: http://localhost:8080\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36\r
      Accept-Encoding: gzip, deflate, br, zstd\r
      Accept-Language: nl,en-US;q=0.9,en;q=0.8\r
      Cache-Control: no-cache\r
      Pragma: no-cache\r
      Cookie: one=%s\r
      Sec-Fetch-Dest: websocket\r
      Sec-Fetch-Mode: websocket\r
      Sec-Fetch-Site: same-origin\r
      Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
      X-Forwarded-For: 192.0.2.%d\r
      X-Forwarded-Proto: http\r
      X-Forwarded-Host: 127.0.0.1:8080\r
      """;

  private static final List<String> OF_A_HANDSHAKE =
      List.of(
          "io.vertx.ext.web.impl.RoutingContextImpl",
          "io.vertx.core.http.impl.Http1xServerRequest",
          "io.vertx.core.http.impl.Http1xServerResponse",
          "io.netty.handler.codec.http.cookie.DefaultCookie");

  private static final int TOLD = 40;

  private record Kept(long instances, long bytes) {}

  private static final Kept NONE = new Kept(0, 0);

  @Test
  void aBoardKeepsNothingOfItsHandshake() throws JMException {
    var boards = new ArrayList<RawClient>();
    try {
      open(boards);
      // As many of these are alive at both times.
      var other = histogram();
      var before = histogram();
      open(boards);
      assertThat(other).isNotEmpty();
      other = null;
      var after = histogram();
      after.replaceAll(
          (name, kept) -> {
            var was = before.getOrDefault(name, NONE);
            return new Kept(kept.instances - was.instances, kept.bytes - was.bytes);
          });
      var most =
          after.entrySet().stream()
              .sorted(Comparator.comparing(entry -> -entry.getValue().bytes))
              .limit(TOLD)
              .map(entry -> "%s × %s".formatted(entry.getKey(), entry.getValue()))
              .toList();
      var bytes = after.values().stream().mapToLong(Kept::bytes).sum() / BOARDS;
      for (var gone : OF_A_HANDSHAKE) {
        assertThat(after.getOrDefault(gone, NONE).instances)
            .as("%s: %s", gone, most)
            .isLessThan(BOARDS / 10);
      }
      assertThat(bytes).as("%d boards: %s", BOARDS, most).isLessThan(MOST_BYTES);
    } finally {
      boards.forEach(RawClient::close);
    }
  }

  private void open(ArrayList<RawClient> boards) {
    for (var i = 0; i < BOARDS; i++) {
      var board = new RawClient(port());
      boards.add(board);
      var more = HEADERS.formatted(UUID.randomUUID(), i % 200);
      board.say(board.upgrade("13", more).getBytes(StandardCharsets.UTF_8));
      board.head("101");
      board.say(
          RawFrame.text(
              "{\"type\":\"hello\",\"protocol\":1,\"boardId\":\"%s\",\"secret\":\"%s\"}"
                  .formatted(UUID.randomUUID(), "x".repeat(43))));
      board.hears("\"code\"");
    }
  }

  /** Of what is alive. */
  private static Map<String, Kept> histogram() throws JMException {
    var text =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    var kept = new HashMap<String, Kept>();
    for (var line : text.lines().toList()) {
      var found = LINE.matcher(line);
      if (found.matches() && !found.group(3).contains(FILLER)) {
        kept.merge(
            found.group(3),
            new Kept(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))),
            (one, other) -> new Kept(one.instances + other.instances, one.bytes + other.bytes));
      }
    }
    return kept;
  }
}
