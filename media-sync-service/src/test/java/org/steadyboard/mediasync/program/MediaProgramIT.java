package org.steadyboard.mediasync.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.HostAtTest;
import org.steadyboard.host.program.HostWithProgram;
import org.steadyboard.host.program.KnowsItsSchema;
import org.steadyboard.host.program.PackagedProgram;
import org.steadyboard.mediasync.MediaTestHost;

/**
 * The packaged program, by what only it can do wrong: what reaches a class by its name works in the
 * tests of the sources and not in a native program. Readiness says nothing of that.
 */
class MediaProgramIT implements KnowsItsSchema {

  private static HostAtTest host;
  private static HostWithProgram service;

  @BeforeAll
  static void start() throws Exception {
    service = HostWithProgram.start(new MediaTestHost());
    host = service.host();
    RestAssured.port = service.port();
  }

  @AfterAll
  static void stop() throws Exception {
    RestAssured.reset();
    service.close();
  }

  @Override
  public HostAtTest ownHost() {
    return host;
  }

  @Test
  void aWrongSettingIsOneLineAndNothingElse() throws Exception {
    var settings = new HashMap<>(host.settings());
    settings.put("MEDIA_DIR", "media");
    settings.put("MEDIA_PEERS", "b=http://127.0.0.1:1");
    settings.put("MEDIA_PEER_PORT", "65536");
    settings.put("REPLICATION_PEERS", "b=postgresql://127.0.0.1:1/steadyboard");

    var ended = PackagedProgram.ofThisModule().run(settings, "");

    assertThat(ended.err())
        .containsExactly(
            "MEDIA_DIR is malformed: it must be a folder for media files, with an absolute path",
            "MEDIA_PEER_PORT is malformed: it must be the port at which other hosts ask for files,"
                + " 1 to 65535",
            "PEER_KEY is missing: it must be 32 bytes in base64, the same on all hosts",
            "REPLICATION_PASSWORD is missing: it must be the password of the role"
                + " steadyboard_replication, the same on all hosts");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void itEndsAsItWasAskedTo() throws Exception {
    try (var another = PackagedProgram.ofThisModule().start(host.settings())) {
      assertThat(another.stop()).as("POSIX: 128 and the number of SIGTERM").isEqualTo(143);
      assertThat(another.log()).doesNotContain("Exception", "ERROR");
    }
  }

  @Test
  void whatIsNotThereIsAProblem() {
    given().get("/api/nothing").then().statusCode(404).body("code", equalTo("not-found"));
  }
}
