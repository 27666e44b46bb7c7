package org.steadyboard.mediasync.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.mediasync.upload.TusTest.assertCode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.media.MediaStore;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.RawRequest;
import org.steadyboard.mediasync.files.MediaSettings;
import org.steadyboard.testkit.Eventually;

/** Senders that vanish, stall, or send something else than they said. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class BrokenBodiesTest {

  private static final int SIZE = 400_000;

  @Inject DataSource dataSource;
  @Inject MediaSettings settings;
  @Inject MediaStore store;

  @TestHTTPResource("/")
  URI service;

  private final UUID id = UUID.randomUUID();
  private final byte[] file = Files.png(SIZE, id.getLeastSignificantBits());
  private String cookie;
  private TusClient teacher;

  @BeforeEach
  void signIn() throws Exception {
    cookie = Api.signedIn(dataSource, "teacher");
    teacher = new TusClient(service, cookie);
  }

  private RawRequest put(String... headers) throws IOException {
    return raw("PUT /api/media/" + UUID.randomUUID(), headers);
  }

  private RawRequest patch(long offset, String... headers) throws IOException {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(
        List.of("Tus-Resumable: 1.0.0", "Upload-Offset: " + offset, "Content-Type: " + Tus.PIECE));
    return raw("PATCH /api/uploads/" + id, all.toArray(String[]::new));
  }

  private RawRequest raw(String first, String... headers) throws IOException {
    return new RawRequest(service, first, cookie, String.join("\r\n", headers) + "\r\n");
  }

  private void nothingIsLeftOfPuts() {
    Eventually.holds(
        "nothing is left",
        () -> Files.unfinished(settings.dir()).stream().noneMatch(f -> f.startsWith("put-")));
  }

  @Test
  void ofAFileWhoseSenderVanishesNothingIsLeft() throws Exception {
    try (var sent = put("Content-Length: " + SIZE)) {
      sent.send(Arrays.copyOf(file, 200_000));
      Eventually.holds(
          "it is being written",
          () -> Files.unfinished(settings.dir()).stream().anyMatch(f -> f.startsWith("put-")));
    }
    nothingIsLeftOfPuts();
  }

  @Test
  void lessThanWasAnnouncedIsNoFile() throws Exception {
    try (var sent = put("Content-Length: " + SIZE)) {
      sent.send(Arrays.copyOf(file, SIZE - 1));
      sent.sendNoMore();
      assertThat(sent.answer()).doesNotContain(" 201 ");
    }
    nothingIsLeftOfPuts();
    assertThat(Files.isHeld(store, Files.sha256(Arrays.copyOf(file, SIZE - 1)))).isFalse();
  }

  @Test
  void moreThanWasAnnouncedIsAnotherRequest() throws Exception {
    try (var sent = put("Content-Length: 100000")) {
      sent.send(file);
      assertThat(sent.answer()).startsWith("HTTP/1.1 201");
    }
    assertThat(Files.isHeld(store, Files.sha256(Arrays.copyOf(file, 100_000)))).isTrue();
  }

  @Test
  void aFileOfUnknownLengthIsCounted() throws Exception {
    var large = Files.png(MediaTestHost.MAX_BYTES + 1, 3);
    try (var sent = put("Transfer-Encoding: chunked")) {
      sent.send((Integer.toHexString(large.length) + "\r\n").getBytes());
      sent.send(large);
      assertThat(sent.answer()).startsWith("HTTP/1.1 413").contains("\"too-large\"");
    }
    try (var sent = put("Transfer-Encoding: chunked")) {
      sent.send((Integer.toHexString(SIZE) + "\r\n").getBytes());
      sent.send(file);
      sent.send("\r\n0\r\n\r\n".getBytes());
      assertThat(sent.answer()).startsWith("HTTP/1.1 201");
    }
    nothingIsLeftOfPuts();
  }

  @Test
  void whoAnnouncesTooMuchIsToldAtOnce() throws Exception {
    for (var length : new long[] {MediaTestHost.MAX_BYTES + 1L, Long.MAX_VALUE}) {
      try (var sent = put("Content-Length: " + length)) {
        assertThat(sent.answer()).startsWith("HTTP/1.1 413").contains("\"too-large\"");
      }
    }
  }

  @Test
  void whoAsksMayGoOn() throws Exception {
    try (var sent = put("Content-Length: " + SIZE, "Expect: 100-continue")) {
      assertThat(sent.answer()).startsWith("HTTP/1.1 100");
      sent.send(file);
      assertThat(sent.answer()).startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void whoStallsIsToldAndWhatHasComeStays() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    try (var whole = put("Content-Length: " + SIZE);
        var piece = patch(0, "Content-Length: " + SIZE)) {
      whole.send(Arrays.copyOf(file, 100_000));
      piece.send(Arrays.copyOf(file, 100_000));

      assertThat(whole.answer()).startsWith("HTTP/1.1 408").contains("\"request-too-slow\"");
      assertThat(piece.answer()).startsWith("HTTP/1.1 408").contains("\"request-too-slow\"");
    }
    nothingIsLeftOfPuts();
    assertThat(teacher.offset(id)).isEqualTo(100_000);
    assertThat(teacher.patch(id, 100_000, Arrays.copyOfRange(file, 100_000, SIZE)).statusCode())
        .isEqualTo(204);
    assertThat(Files.isHeld(store, Files.sha256(file))).isTrue();
  }

  @Test
  void aLineThatBrokeWithoutAWordDoesNotHoldAnUploadUp() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    try (var broken = patch(0, "Content-Length: " + SIZE)) {
      broken.send(Arrays.copyOf(file, 150_000));

      // Who asks for it ends the request: not before all that was sent has been read.
      var part = settings.dir().resolve("incoming").resolve(id + ".part").toFile();
      Eventually.holds("it has come", () -> part.length() == 150_000);
      assertThat(teacher.offset(id)).as("what came is safe").isEqualTo(150_000);
      assertThat(broken.answer()).startsWith("HTTP/1.1 423").contains("\"upload-busy\"");
    }
    try (var broken = patch(150_000, "Content-Length: 200000")) {
      broken.send(Arrays.copyOfRange(file, 150_000, 160_000));
      assertThat(teacher.tus("DELETE", "/api/uploads/" + id, null).statusCode()).isEqualTo(204);
    }
    assertThat(Files.unfinished(settings.dir())).noneMatch(f -> f.startsWith(id.toString()));
  }

  @Test
  void ofWhatHasAChecksumHalfIsNothing() throws Exception {
    teacher.begin(id, SIZE, "a.png");
    var checksum = "Upload-Checksum: sha256 " + Files.base64("SHA-256", file);
    try (var sent = patch(0, "Content-Length: " + SIZE, checksum)) {
      sent.send(Arrays.copyOf(file, 150_000));
      sent.sendNoMore();
      sent.answer();
    }

    assertThat(teacher.offset(id)).isZero();
  }

  @Test
  void soManyBringBytesAtOnce() throws Exception {
    var open = new ArrayList<RawRequest>();
    try {
      for (var i = 0; i < SmallLimits.SMALL.runningEach(); i++) {
        open.add(put("Content-Length: " + SIZE));
        open.getLast().send(Arrays.copyOf(file, 100_000));
      }
      Eventually.holds(
          "they are being written",
          () ->
              Files.unfinished(settings.dir()).stream().filter(f -> f.startsWith("put-")).count()
                  == open.size());

      assertCode(teacher.send("PUT", "/api/media/" + id, file), 429, "too-many-uploads");
      assertCode(teacher.begin(id, SIZE, "a.png"), 429, "too-many-uploads");
      assertThat(
              new TusClient(service, Api.signedIn(dataSource, "teacher"))
                  .send("PUT", "/api/media/" + id, file)
                  .statusCode())
          .as("another account")
          .isEqualTo(201);
    } finally {
      for (var one : open) {
        one.close();
      }
    }
    nothingIsLeftOfPuts();
    Eventually.holds(
        "there is room again",
        () -> teacher.send("PUT", "/api/media/" + UUID.randomUUID(), file).statusCode() == 201);
  }
}
