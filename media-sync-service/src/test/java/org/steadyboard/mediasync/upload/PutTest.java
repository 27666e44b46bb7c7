package org.steadyboard.mediasync.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.mediasync.upload.TusTest.assertCode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.media.MediaStore;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.files.MediaSettings;
import org.steadyboard.mediasync.peer.Offering;
import org.steadyboard.testkit.Sql;

/** A whole file in one request. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class PutTest {

  private static final int SIZE = 150_000;

  @Inject DataSource dataSource;
  @Inject MediaSettings settings;
  @Inject MediaStore store;

  @TestHTTPResource("/")
  URI service;

  private final UUID id = UUID.randomUUID();
  private final byte[] file = Files.png(SIZE, id.getLeastSignificantBits());
  private final String sha256 = Files.sha256(file);
  private TusClient teacher;

  @BeforeEach
  void signIn() throws Exception {
    teacher = new TusClient(service, Api.signedIn(dataSource, "teacher"));
  }

  private HttpResponse<String> put(byte[] body, String... headers) throws Exception {
    return teacher.send("PUT", "/api/media/" + id, body, headers);
  }

  @Test
  void isKeptAndNamedAndSaidTwiceIsKeptOnce() throws Exception {
    var before = Instant.now();
    var kept = put(file, "Content-Type", "image/png", "X-File-Name", "my photo.png");

    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    var item = new JsonPath(kept.body());
    assertThat(item.getString("id")).isEqualTo(id.toString());
    assertThat(item.getString("sha256")).isEqualTo(sha256);
    assertThat(item.getInt("size")).isEqualTo(SIZE);
    assertThat(item.getString("contentType")).isEqualTo("image/png");
    assertThat(item.getString("fileName")).isEqualTo("my photo.png");
    assertThat(item.getString("url")).isEqualTo("/media/" + sha256 + "/my-photo.png");
    assertThat(Instant.parse(item.getString("createdAt")))
        .isBetween(before.minusSeconds(1), Instant.now());
    assertThat(item.getInt("copies")).isEqualTo(1);
    assertThat(item.getInt("hosts")).isEqualTo(1);
    assertThat(Files.isHeld(store, sha256)).isTrue();
    assertThat(teacher.send("GET", item.getString("url"), null).statusCode()).isEqualTo(200);

    var again = put(file, "X-File-Name", "other.png");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(kept.body());
    assertThat(
            Sql.query(
                dataSource,
                "select held::text from media.copy where id = ?",
                Ids.mediaCopy(sha256, "a")))
        .containsExactly("true");
  }

  @Test
  void anIdStandsForOneFile() throws Exception {
    put(file);
    var another = Files.png(SIZE, 2);

    assertCode(put(another), 409, "id-taken");
    assertThat(Files.isHeld(store, Files.sha256(another))).isFalse();
    teacher = new TusClient(service, Api.signedIn(dataSource, "teacher"));
    assertCode(put(file), 409, "id-taken");
    teacher = new TusClient(service, Api.signedIn(dataSource, "admin"));
    assertCode(put(file), 409, "id-taken");
  }

  @Test
  void whatWasDeletedComesBack() throws Exception {
    put(file);
    teacher.send("DELETE", "/api/media/" + id, null);
    assertThat(teacher.send("GET", "/api/media/" + id, null).statusCode()).isEqualTo(404);

    assertThat(put(file).statusCode()).isEqualTo(201);
    assertThat(teacher.send("GET", "/api/media/" + id, null).statusCode()).isEqualTo(200);
  }

  @Test
  void aDigestDecides() throws Exception {
    var right = Files.base64("SHA-256", file);
    var wrong = Files.base64("SHA-256", new byte[1]);
    var longer = Files.base64("SHA-512", file);

    assertCode(put(file, "Content-Digest", "sha-256=:" + wrong + ":"), 400, "digest-mismatch");
    assertCode(
        put(file, "Content-Digest", "sha-512=:%s:, sha-256=:%s:".formatted(longer, wrong)),
        400,
        "digest-mismatch");
    assertThat(Files.isHeld(store, sha256)).isFalse();
    for (var nonsense :
        new String[] {"sha-256", "sha-256=" + right, "sha-256=:eA==:", "sha-256=:é:", ",", "::"}) {
      assertCode(put(file, "Content-Digest", nonsense), 400, "invalid");
    }
    assertThat(
            put(
                    file,
                    "Content-Digest",
                    "md5=:eA==:, sha-512=:%s:,sha-256=:%s:".formatted(longer, right))
                .statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, a.png, <!doctype html><p>",
    "image/svg+xml, a.svg, <html><svg></svg></html>",
    "text/html, a.html, <!doctype html>",
    "image/png, a.png, %PDF-1.7",
    "application/zip, a.zip, PK",
    "image/png, a.png, ''",
  })
  void whatIsNotKeptLeavesNothing(String type, String name, String content) throws Exception {
    var bytes = content.getBytes(StandardCharsets.UTF_8);

    assertCode(
        put(bytes, "Content-Type", type, "X-File-Name", name), 415, "unsupported-media-type");
    assertThat(Files.isHeld(store, Files.sha256(bytes))).isFalse();
    assertThat(Files.unfinished(settings.dir())).noneMatch(f -> f.startsWith("put-"));
  }

  @Test
  void aPictureOfTooManyPixelsIsTooLarge() throws Exception {
    assertCode(
        put(ByteBuffer.wrap(file).putInt(16, 30_000).putInt(20, 30_000).array()), 413, "too-large");
  }

  @Test
  void aFileOfAnotherKindThanItsNameIsCalledWhatItIs() throws Exception {
    var item = new JsonPath(put(file, "Content-Type", "image/jpeg", "X-File-Name", "a.jpg").body());

    assertThat(item.getString("contentType")).isEqualTo("image/png");
    assertThat(item.getString("url")).isEqualTo("/media/" + sha256 + "/a.jpg.png");
  }

  @Test
  void tooLargeIsToldBeforeItAllComes() throws Exception {
    assertCode(put(Files.png(MediaTestHost.MAX_BYTES + 1, 1)), 413, "too-large");
    assertThat(Files.unfinished(settings.dir())).noneMatch(f -> f.startsWith("put-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "%00", "%F0%9F%98%80.png", "a\u202Egnp.exe"})
  void anyNameIsMadeIntoOne(String name) throws Exception {
    var encoded = name.replace("\u202E", "%E2%80%AE");
    var item = new JsonPath(put(file, "X-File-Name", encoded).body());

    assertThat(item.getString("fileName")).isNotBlank().doesNotContain("/", "\0", "\u202E");
    assertThat(item.getString("url")).matches("/media/[0-9a-f]{64}/[A-Za-z0-9._-]+\\.png");
    assertThat(teacher.send("GET", item.getString("url"), null).statusCode()).isEqualTo(200);
  }

  @Test
  void aNameOfFourKibibytesIsShortened() throws Exception {
    var item = new JsonPath(put(file, "X-File-Name", "n".repeat(4_092) + ".png").body());

    assertThat(item.getString("fileName")).hasSize(FileName.MAX_CHARACTERS).endsWith("n.png");
  }

  @Test
  void anotherHostThatHoldsItCounts() throws Exception {
    var offered = new CompletableFuture<Sha256>();
    QuarkusMock.installMockForType(
        (Offering)
            (given, within) -> {
              offered.complete(given);
              return CompletableFuture.completedFuture(true);
            },
        Offering.class);

    var kept = put(file);

    assertThat(new JsonPath(kept.body()).getInt("copies")).isEqualTo(2);
    assertThat(offered.join()).hasToString(sha256);
  }

  @Test
  void aHostThatDoesNotAnswerIsWaitedForAMoment() throws Exception {
    QuarkusMock.installMockForType(
        (Offering) (given, within) -> new CompletableFuture<>(), Offering.class);

    var begun = System.nanoTime();
    var kept = put(file);

    assertThat(kept.statusCode()).isEqualTo(201);
    assertThat(new JsonPath(kept.body()).getInt("copies")).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Keeping.MAX_OFFER);
  }

  @Test
  void onlyWhoIsSignedInMayAndNoPageOfStrangers() throws Exception {
    assertCode(put(file, "Origin", "https://evil.example"), 403, "origin-not-allowed");
    teacher = new TusClient(service, "nobody");
    assertCode(put(file), 401, "not-signed-in");
    assertThat(Files.isHeld(store, sha256)).isFalse();
  }
}
