package org.steadyboard.mediasync.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.HostAtTest;
import org.steadyboard.host.program.HostWithProgram;
import org.steadyboard.host.program.KnowsItsSchema;
import org.steadyboard.host.program.PackagedProgram;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.peer.Deadlines;
import org.steadyboard.mediasync.peer.PeerClient;
import org.steadyboard.mediasync.peer.PeerTokens;
import org.steadyboard.mediasync.peer.SmallFile;
import org.steadyboard.testkit.FreePort;

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
    settings.remove("MEDIA_DIR");
    settings.put("MEDIA_PEERS", "b=http://127.0.0.1:1");
    settings.put("MEDIA_PEER_PORT", "65536");
    settings.put("REPLICATION_PEERS", "b=postgresql://127.0.0.1:1/steadyboard");

    var ended = PackagedProgram.ofThisModule().run(settings, "");

    assertThat(ended.err())
        .containsExactly(
            "MEDIA_DIR is missing: it must be a folder for media files, with an absolute path",
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
  void otherHostsAreAnsweredAndNobodyElse() throws Exception {
    var settings = new HashMap<>(host.settings());
    var port = FreePort.find();
    settings.put("MEDIA_PEER_PORT", Integer.toString(port));
    settings.put("PEER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    var absent = Sha256.of(new byte[32]);
    var vertx = Vertx.vertx();
    var b = new PeerTokens("b", new byte[32], Clock.systemUTC());
    var a = new Peer("a", URI.create("http://127.0.0.1:" + port));
    try (var another = PackagedProgram.ofThisModule().start(settings);
        var client = new PeerClient(vertx, a, b, Deadlines.USUAL)) {
      assertThat(client.size(absent)).isEmpty();
      try (var frames = client.small(List.of(absent))) {
        assertThat(frames.next()).isEqualTo(new SmallFile.Absent());
      }
      given()
          .port(port)
          .get("/files/" + absent)
          .then()
          .statusCode(401)
          .body("code", equalTo("unknown-peer"));
      assertThat(another.log()).doesNotContain("Exception", "ERROR");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void anAdminSeesHowFilesStand() throws Exception {
    Api.as(Api.signedIn(host.database(), SignedIn.ADMIN))
        .get("/api/admin/media")
        .then()
        .statusCode(200)
        .body("host", equalTo("a"))
        .body("backlog.files", equalTo(0));
  }

  @Test
  void aFileIsTakenInNamedListedAndGivenOut() throws Exception {
    var id = UUID.randomUUID();
    var file = Files.png(100_000, 1);
    var teacher = Api.signedIn(host.database(), "teacher");

    var url =
        Api.as(teacher)
            .contentType("image/png")
            .header("X-File-Name", "photo.png")
            .body(file)
            .put("/api/media/" + id)
            .then()
            .statusCode(201)
            .body("copies", equalTo(1))
            .extract()
            .jsonPath()
            .getString("url");

    assertThat(given().get(url).asByteArray()).isEqualTo(file);
    given().header("Range", "bytes=0-1,8-9").get(url).then().statusCode(206);
    Api.as(teacher)
        .get("/api/media")
        .then()
        .statusCode(200)
        .body("items[0].fileName", equalTo("photo.png"));
    Api.as(teacher)
        .get("/api/media/" + id + "/uses")
        .then()
        .statusCode(200)
        .body("uses.size()", equalTo(0));
    Api.as(teacher).delete("/api/media/" + id).then().statusCode(204);
  }

  @Test
  void aFileComesInPieces() throws Exception {
    var teacher = Api.signedIn(host.database(), "teacher");
    var location =
        given()
            .cookie("session", teacher)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", "1000")
            .post("/api/uploads")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");

    given()
        .cookie("session", teacher)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", "0")
        .contentType("application/offset+octet-stream")
        .body(Files.png(1_000, 2))
        .patch(URI.create(location).getPath())
        .then()
        .statusCode(204)
        .header("Upload-Offset", "1000");
  }

  @Test
  void whatIsNotThereIsAProblem() {
    given().get("/api/nothing").then().statusCode(404).body("code", equalTo("not-found"));
    given()
        .get("/media/" + "0".repeat(64) + "/duck.png")
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }

  @Test
  void anAdminSeesTheHosts() throws Exception {
    var admin = Api.signedIn(host.database(), "admin");
    Api.as(admin).get("/api/admin/hosts").then().statusCode(200).body("hosts.id", contains("a"));
    Api.as(admin).get("/api/admin/replication").then().statusCode(200).body("host", equalTo("a"));
    Api.as(admin).post("/api/admin/replication/repair").then().statusCode(202);
    given().get("/q/metrics").then().statusCode(200).body(containsString("worker_failures"));
  }
}
