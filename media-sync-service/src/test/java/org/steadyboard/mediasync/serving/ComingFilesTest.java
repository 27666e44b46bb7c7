package org.steadyboard.mediasync.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.steadyboard.mediasync.Api;
import org.steadyboard.mediasync.Files;
import org.steadyboard.mediasync.MediaTestHost;
import org.steadyboard.mediasync.peer.Fetching;

/** Files that other hosts hold, given out while they come. */
@QuarkusTest
@QuarkusTestResource(MediaTestHost.class)
class ComingFilesTest {

  private static final int SIZE = 500_000;

  @TestHTTPResource("/")
  URI service;

  private final byte[] file = Files.png(SIZE, System.nanoTime());
  private final String address = "/media/" + Files.sha256(file) + "/a.png";
  private final HttpClient http = HttpClient.newHttpClient();

  /** As another host gives it: the bytes up to a place, then what comes. */
  private record Coming(byte[] file, int upTo, InputStream rest) implements Fetching.Arriving {

    @Override
    public long size() {
      return file.length;
    }

    @Override
    public InputStream from(long offset) {
      return new SequenceInputStream(
          new ByteArrayInputStream(file, (int) offset, Math.max(0, upTo - (int) offset)), rest);
    }
  }

  private static void comes(Fetching fetching) {
    QuarkusMock.installMockForType(fetching, Fetching.class);
  }

  private static InputStream nothingMore() {
    return InputStream.nullInputStream();
  }

  @Test
  void aFileIsGivenOutWhileItComes() {
    comes(name -> Optional.of(new Coming(file, SIZE, nothingMore())));

    var answer = given().get(address);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("image/png");
    assertThat(answer.header("Content-Length")).isEqualTo("" + SIZE);
    assertThat(answer.header("ETag")).contains(Files.sha256(file));
    assertThat(answer.asByteArray()).isEqualTo(file);
    var part = given().header("Range", "bytes=1000-400000").get(address);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(file, 1_000, 400_001));
    var parts = given().header("Range", "bytes=0-1,5-6").get(address);
    assertThat(parts.statusCode()).isEqualTo(200);
    assertThat(parts.asByteArray()).isEqualTo(file);
    var head = given().head(address);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("" + SIZE);
  }

  @Test
  void aFileThatNeverBecomesWholeIsNeverTakenForOne() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("no peer goes on");
          }
        };
    comes(name -> Optional.of(new Coming(file, 300_000, broken)));

    assertThatThrownBy(() -> get().join()).hasCauseInstanceOf(IOException.class);
  }

  private CompletableFuture<byte[]> get() {
    return http.sendAsync(
            HttpRequest.newBuilder(service.resolve(address)).build(), BodyHandlers.ofByteArray())
        .thenApply(answer -> answer.body())
        .orTimeout(Api.SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aHundredWaitForItAtOnce() {
    var all = new CountDownLatch(100);
    comes(
        name -> {
          all.countDown();
          all.await();
          return Optional.of(new Coming(file, SIZE, nothingMore()));
        });
    var answers = new ArrayList<CompletableFuture<byte[]>>();
    for (var i = 0; i < 100; i++) {
      answers.add(get());
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(file));
  }

  @Test
  void whatNoHostHasIsNotFound() {
    comes(name -> Optional.empty());

    assertThat(given().get(address).statusCode()).isEqualTo(404);
  }
}
