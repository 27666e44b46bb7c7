package org.steadyboard.lesson.input;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.CorruptedFrameException;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.steadyboard.lesson.LessonTestHost;

@QuarkusTest
@QuarkusTestResource(LessonTestHost.class)
class AbortedBodiesTest {

  private static final int MANY = 200;

  /** Ten of one kind, and a few kinds. */
  private static final int MOST_LINES = 40;

  private static final int LOG_CHARACTERS = 20_000;

  @TestHTTPResource("/")
  URI service;

  /** In the console's place, with its filter and its format. */
  private static final class Console extends ExtHandler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler[] before;

    Console() {
      before = InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {this});
      setFormatter(before[0].getFormatter());
      setFilter(before[0].getFilter());
    }

    @Override
    protected void doPublish(ExtLogRecord record) {
      lines.add(getFormatter().format(record));
    }

    @Override
    public void close() {
      InitialConfigurator.DELAYED_HANDLER.setHandlers(before);
    }
  }

  @Test
  void twoHundredAreAFewLinesInTheLog() throws Exception {
    try (var console = new Console()) {
      for (var i = 0; i < MANY; i++) {
        abort(i % 2 == 0);
      }
      given().get("/api/host").then().statusCode(200);
      assertBounded(console);
    }
  }

  @Test
  void whateverALibraryMakesOfThemIsBounded() {
    try (var console = new Console()) {
      var library = Logger.getLogger("a.library");
      for (var i = 0; i < MANY; i++) {
        library.errorf(new IOException("Connection reset by peer"), "Request %d failed", i);
        library.warn("Frame " + "x".repeat(i) + "\nbroken", new CorruptedFrameException());
      }
      assertThat(console.lines).isNotEmpty();
      assertBounded(console);
    }
  }

  private static void assertBounded(Console console) {
    assertThat(console.lines)
        .hasSizeLessThanOrEqualTo(MOST_LINES)
        .allSatisfy(line -> assertThat(line.strip()).doesNotContain("\n"));
    assertThat(console.lines.stream().mapToInt(String::length).sum()).isLessThan(LOG_CHARACTERS);
  }

  private void abort(boolean suddenly) throws Exception {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              PUT /api/session HTTP/1.1
              Host: localhost
              Content-Type: application/json
              Content-Length: 1000

              {"email":"""
                  .replace("\n", "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      if (suddenly) {
        socket.setSoLinger(true, 0);
      }
    }
  }
}
