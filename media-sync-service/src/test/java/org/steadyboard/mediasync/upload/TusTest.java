package org.steadyboard.mediasync.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.media.MediaStore;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.files.MediaSettings;

/** Resumable uploads by tus 1.0.0. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class TusTest {

  private static final int SIZE = 200_000;

  @Inject DataSource dataSource;
  @Inject MediaSettings settings;
  @Inject MediaStore store;

  @TestHTTPResource("/")
  URI service;

  private final UUID id = UUID.randomUUID();
  private final byte[] file = Files.png(SIZE, id.getLeastSignificantBits());
  private TusClient teacher;

  @BeforeEach
  void signIn() throws Exception {
    teacher = client("teacher");
  }

  private TusClient client(String role) throws Exception {
    return new TusClient(service, Api.signedIn(dataSource, role));
  }

  @Test
  void aFileComesInPiecesAndStandsAfterTheLast() throws Exception {
    var begun = teacher.begin(id, SIZE, "één foto.png");
    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(begun.headers().firstValue("Location"))
        .hasValueSatisfying(
            to -> assertThat(URI.create(to).getPath()).isEqualTo("/api/uploads/" + id));
    assertThat(begun.headers().firstValue("Upload-Expires").orElseThrow()).endsWith("GMT");

    var first = teacher.patch(id, 0, Arrays.copyOf(file, 1_000));
    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(first.headers().firstValue("Upload-Offset")).contains("1000");
    assertThat(first.headers().firstValue("Upload-Expires").orElseThrow()).endsWith("GMT");
    var state = teacher.tus("HEAD", "/api/uploads/" + id, null);
    assertThat(state.statusCode()).isEqualTo(200);
    assertThat(state.headers().firstValue("Upload-Offset")).contains("1000");
    assertThat(state.headers().firstValue("Upload-Length")).contains("" + SIZE);
    assertThat(state.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(UploadMetadata.read(state.headers().firstValue("Upload-Metadata").orElseThrow()))
        .containsEntry("filename", "één foto.png");
    assertThat(item().statusCode()).isEqualTo(404);

    assertThat(teacher.patch(id, 1_000, Arrays.copyOfRange(file, 1_000, SIZE)).statusCode())
        .isEqualTo(204);

    var item = new JsonPath(item().body());
    assertThat(item.getString("sha256")).isEqualTo(Files.sha256(file));
    assertThat(item.getLong("size")).isEqualTo(SIZE);
    assertThat(item.getString("fileName")).isEqualTo("één foto.png");
    assertThat(item.getString("contentType")).isEqualTo("image/png");
    assertThat(item.getInt("copies")).isEqualTo(1);
    assertThat(Files.unfinished(settings.dir())).noneMatch(f -> f.startsWith(id.toString()));
    assertThat(teacher.offset(id)).as("whole, on whatever host").isEqualTo(SIZE);
    assertThat(teacher.patch(id, SIZE, new byte[0]).statusCode()).isEqualTo(204);
    assertCode(teacher.patch(id, 0, file), 409, "upload-offset");
    assertCode(teacher.tus("DELETE", "/api/uploads/" + id, null), 410, "upload-gone");
    assertThat(item().statusCode()).isEqualTo(200);
  }

  @Test
  void aFileMayComeWithItsBeginning() throws Exception {
    var begun =
        teacher.tus(
            "POST",
            "/api/uploads",
            file,
            "Upload-Length",
            "" + SIZE,
            "Upload-Metadata",
            TusClient.about(id, "a.png"),
            "Content-Type",
            Tus.PIECE);

    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(begun.headers().firstValue("Upload-Offset")).contains("" + SIZE);
    assertThat(item().statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsUnderstoodIsTold() throws Exception {
    for (var path : new String[] {"/api/uploads", "/api/uploads/" + id}) {
      var told = teacher.send("OPTIONS", path, null).headers();

      assertThat(told.firstValue("Tus-Resumable")).contains("1.0.0");
      assertThat(told.firstValue("Tus-Version")).contains("1.0.0");
      assertThat(told.firstValue("Tus-Max-Size")).contains("" + MediaTestHost.MAX_BYTES);
      assertThat(told.firstValue("Tus-Checksum-Algorithm")).contains("sha256,sha1");
      assertThat(told.firstValue("Tus-Extension"))
          .contains("creation,creation-with-upload,termination,expiration,checksum");
    }
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    for (var headers : new String[][] {{"Tus-Resumable", "0.2.2"}, {"X-Nothing", "1"}}) {
      var refused = teacher.send("POST", "/api/uploads", file, headers);

      assertCode(refused, 412, "other-tus-version");
      assertThat(refused.headers().firstValue("Tus-Version")).contains("1.0.0");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 400, invalid",
        "-1, -, 400, invalid",
        "ten, -, 400, invalid",
        "9999999999999999999, -, 400, invalid",
        "3000001, -, 413, too-large",
        "999999999999999999, -, 413, too-large",
        "5, id x*, 400, invalid",
        "5, id eA==, 400, invalid",
        "5, 'filename eA==,filename eA==', 400, invalid",
        "0, filename eC5wbmc=, 415, unsupported-media-type",
      })
  void whatCannotBecomeAFileIsNotBegun(String length, String metadata, int status, String code)
      throws Exception {
    var before = Files.unfinished(settings.dir());
    var headers =
        length == null
            ? new String[] {"X-Nothing", "1"}
            : metadata == null
                ? new String[] {"Upload-Length", length}
                : new String[] {"Upload-Length", length, "Upload-Metadata", metadata};

    assertCode(teacher.tus("POST", "/api/uploads", null, headers), status, code);
    assertThat(Files.unfinished(settings.dir())).isEqualTo(before);
  }

  @Test
  void neitherLaterLengthsNorPartsAreTaken() throws Exception {
    assertCode(teacher.begin(id, 5, "a.png", "Upload-Concat", "partial"), 400, "invalid");
    assertCode(
        teacher.tus("POST", "/api/uploads", null, "Upload-Defer-Length", "1"), 400, "invalid");
  }

  @Test
  void anIdOfTheServersChoiceDoesAsWell() throws Exception {
    var begun = teacher.tus("POST", "/api/uploads", null, "Upload-Length", "500");

    assertThat(begun.statusCode()).isEqualTo(201);
    var to = URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
    assertThat(teacher.tus("DELETE", to, null).statusCode()).isEqualTo(204);
  }

  @Test
  void anOffsetThatDoesNotFitTakesNothing() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    teacher.patch(id, 0, Arrays.copyOf(file, 1_000));

    for (var offset : new long[] {0, 999, 1_001, SIZE, Long.MAX_VALUE / 10}) {
      assertCode(teacher.patch(id, offset, file), 409, "upload-offset");
    }
    var path = "/api/uploads/" + id;
    for (var offset : new String[] {"-1", "x", "1e3", ""}) {
      assertCode(
          teacher.tus("PATCH", path, file, "Content-Type", Tus.PIECE, Tus.OFFSET, offset),
          400,
          "invalid");
    }
    assertCode(teacher.tus("PATCH", path, file, "Content-Type", Tus.PIECE), 400, "invalid");
    assertCode(
        teacher.tus("PATCH", path, file, "Content-Type", "image/png", Tus.OFFSET, "1000"),
        415,
        "unsupported-type");
    assertThat(teacher.offset(id)).isEqualTo(1_000);
  }

  @Test
  void moreThanWasDeclaredIsNotTaken() throws Exception {
    teacher.begin(id, 1_000, "a.png");

    assertCode(teacher.patch(id, 0, Arrays.copyOf(file, 1_001)), 413, "too-large");
    assertThat(teacher.offset(id)).isZero();
    assertThat(teacher.patch(id, 0, Arrays.copyOf(file, 1_000)).statusCode()).isEqualTo(204);
    assertThat(item().statusCode()).isEqualTo(200);
  }

  @Test
  void aChecksumDecidesWhatIsTaken() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    var first = Arrays.copyOf(file, 100_000);
    var rest = Arrays.copyOfRange(file, 100_000, SIZE);

    var wrong = "sha256 " + Files.base64("SHA-256", rest);
    assertCode(teacher.patch(id, 0, first, Tus.CHECKSUM, wrong), 460, "checksum-mismatch");
    assertThat(teacher.offset(id)).isZero();
    for (var nonsense : new String[] {"md5 eA==", "sha1", "sha1 x", "sha1 eA==", ""}) {
      assertCode(teacher.patch(id, 0, first, Tus.CHECKSUM, nonsense), 400, "invalid");
    }
    var sha1 = "sha1 " + Files.base64("SHA-1", first);
    assertThat(teacher.patch(id, 0, first, Tus.CHECKSUM, sha1).statusCode()).isEqualTo(204);
    var sha256 = "sha256 " + Files.base64("SHA-256", rest);
    assertThat(teacher.patch(id, 100_000, rest, Tus.CHECKSUM, sha256).statusCode()).isEqualTo(204);
    assertThat(new JsonPath(item().body()).getString("sha256")).isEqualTo(Files.sha256(file));
  }

  @Test
  void anEndedUploadLeavesNothing() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    teacher.patch(id, 0, Arrays.copyOf(file, 1_000));

    assertThat(teacher.tus("DELETE", "/api/uploads/" + id, null).statusCode()).isEqualTo(204);

    assertThat(Files.unfinished(settings.dir())).noneMatch(f -> f.startsWith(id.toString()));
    assertCode(teacher.patch(id, 0, file), 410, "upload-gone");
    assertThat(teacher.tus("HEAD", "/api/uploads/" + id, null).statusCode()).isEqualTo(410);
    assertThat(teacher.begin(id, SIZE, "a.png").statusCode()).as("anew").isEqualTo(201);
    assertThat(teacher.offset(id)).isZero();
  }

  @Test
  void whatNobodyBeganHereIsNotFound() throws Exception {
    var path = "/api/uploads/" + UUID.randomUUID();

    assertThat(teacher.tus("HEAD", path, null).statusCode()).isEqualTo(404);
    assertCode(teacher.tus("DELETE", path, null), 404, "not-found");
    assertCode(teacher.patch(UUID.randomUUID(), 0, file), 404, "not-found");
    assertCode(teacher.tus("DELETE", "/api/uploads/x", null), 400, "invalid");
  }

  @Test
  void whoBeginsAgainBeginsAtNothing() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    teacher.patch(id, 0, Arrays.copyOf(file, 1_000));

    assertThat(teacher.begin(id, 500, "b.png").statusCode()).isEqualTo(201);
    assertThat(teacher.offset(id)).isZero();
  }

  @Test
  void anUploadIsItsOwnersAlone() throws Exception {
    var other = client("teacher");
    teacher.begin(id, SIZE, "a.png");

    assertThat(other.tus("HEAD", "/api/uploads/" + id, null).statusCode()).isEqualTo(404);
    assertCode(other.patch(id, 0, file), 404, "not-found");
    assertCode(other.tus("DELETE", "/api/uploads/" + id, null), 404, "not-found");
    assertCode(other.begin(id, SIZE, "a.png"), 409, "id-taken");
    assertThat(teacher.patch(id, 0, file).statusCode()).isEqualTo(204);
    assertThat(other.tus("HEAD", "/api/uploads/" + id, null).statusCode()).isEqualTo(404);
    assertCode(other.begin(id, SIZE, "a.png"), 409, "id-taken");
    assertCode(
        new TusClient(service, "nobody").begin(UUID.randomUUID(), 5, "a.png"),
        401,
        "not-signed-in");
  }

  @Test
  void anIdStandsForOneFile() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    teacher.patch(id, 0, file);
    var another = Files.png(SIZE, 1);

    assertCode(teacher.begin(id, SIZE - 1, "a.png"), 409, "id-taken");
    assertThat(teacher.begin(id, SIZE, "a.png").statusCode()).isEqualTo(201);
    assertCode(teacher.patch(id, 0, another), 409, "id-taken");
    assertThat(Files.isHeld(store, Files.sha256(another))).isFalse();
    assertThat(teacher.begin(id, SIZE, "a.png").statusCode()).isEqualTo(201);
    assertThat(teacher.patch(id, 0, file).statusCode()).as("the same").isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!doctype html><script>alert(1)</script>", "PK\u0003\u0004", "x"})
  void aFileThatIsNotWhatItSaysIsRefusedAsSoonAsThatShows(String content) throws Exception {
    var head = Arrays.copyOf(content.getBytes(StandardCharsets.UTF_8), 65_536);
    teacher.begin(id, SIZE, "a.png");

    assertCode(teacher.patch(id, 0, head), 415, "unsupported-media-type");
    assertThat(Files.unfinished(settings.dir())).noneMatch(f -> f.startsWith(id.toString()));
    assertCode(teacher.patch(id, 65_536, file), 410, "upload-gone");
  }

  @Test
  void inSmallPiecesItIsJudgedAsWell() throws Exception {
    var html = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    teacher.begin(id, html.length, "a.png");
    for (var i = 0; i < html.length - 10; i += 10) {
      assertThat(teacher.patch(id, i, Arrays.copyOfRange(html, i, i + 10)).statusCode())
          .isEqualTo(204);
    }

    assertCode(
        teacher.patch(id, 30, Arrays.copyOfRange(html, 30, html.length)),
        415,
        "unsupported-media-type");
  }

  @Test
  void aMethodMayBeOverridden() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    var path = "/api/uploads/" + id;

    assertThat(
            teacher
                .tus(
                    "POST",
                    path,
                    Arrays.copyOf(file, 100),
                    "X-HTTP-Method-Override",
                    "PATCH",
                    Tus.OFFSET,
                    "0",
                    "Content-Type",
                    Tus.PIECE)
                .statusCode())
        .isEqualTo(204);
    assertThat(teacher.offset(id)).isEqualTo(100);
    assertThat(teacher.tus("POST", path, null, "X-HTTP-Method-Override", "DELETE").statusCode())
        .isEqualTo(204);
  }

  @Test
  void anAccountHasSoManyUnfinishedUploadsOfSoManyBytes() throws Exception {
    for (var i = 0; i < SmallLimits.SMALL.unfinishedEach(); i++) {
      assertThat(teacher.begin(UUID.randomUUID(), 10, "a.png").statusCode()).isEqualTo(201);
    }
    var refused = teacher.begin(id, 10, "a.png");
    assertCode(refused, 429, "too-many-uploads");
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");

    var other = client("teacher");
    assertThat(other.begin(id, 2_000_000, "a.png").statusCode()).isEqualTo(201);
    assertCode(other.begin(UUID.randomUUID(), 2_000_001, "a.png"), 429, "too-many-uploads");
    assertThat(other.begin(UUID.randomUUID(), 2_000_000, "a.png").statusCode()).isEqualTo(201);
    other.tus("DELETE", "/api/uploads/" + id, null);
    assertThat(other.begin(UUID.randomUUID(), 1, "a.png").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> item() throws Exception {
    return teacher.send("GET", "/api/media/" + id, null);
  }

  static void assertCode(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new JsonPath(answer.body()).getString("code")).isEqualTo(code);
    if (answer.uri().getPath().startsWith(Tus.UPLOADS)) {
      assertThat(answer.headers().firstValue("Tus-Resumable")).contains("1.0.0");
    }
  }
}
