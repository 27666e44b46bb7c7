package org.steadyboard.bench.media;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.Teacher;
import org.steadyboard.bench.timing.Latencies;

/** Files that are brought to host a one after the other, and when each is on host b. */
final class NewFiles {

  static final int BYTES = 10 * 1024;

  /** Seeds below 0: no file is one of a {@link FileSet}, whose are above it. */
  static final RandomGenerator RANDOM = new SplittableRandom(-1);

  private static final int FILES = 200;
  private static final int WARMUP = 100;
  private static final Duration PAUSE = Duration.ofMillis(30);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = 200_000;
  private static final double AIM_P50_MILLIS = 40;
  private static final double AIM_P99_MILLIS = 100;

  private final Hosts hosts;
  private final Latencies answers = new Latencies();
  private final Latencies afterAnswers = new Latencies();
  private final Latencies whole = new Latencies();
  private int onBoth;

  NewFiles(Hosts hosts) {
    this.hosts = hosts;
  }

  Section measure() throws Exception {
    Teacher teacher;
    try (var connection = hosts.a().postgres().connect()) {
      teacher = new School(hosts.a().sessionKey()).teacher(connection, "teacher");
    }
    try (var http = HttpClient.newHttpClient()) {
      for (var i = 0; i < WARMUP; i++) {
        bring(http, teacher, false);
      }
      var use = ProcessorUse.of(hosts);
      for (var i = 0; i < FILES; i++) {
        bring(http, teacher, true);
        Thread.sleep(PAUSE);
      }
      return section(use);
    } finally {
      FileRows.deleteAll(hosts.a());
    }
  }

  private void bring(HttpClient http, Teacher teacher, boolean counts) throws Exception {
    var bytes = MadeFile.bytes(BYTES, RANDOM);
    var file = MadeFile.of(bytes);
    var request = request(hosts.a(), teacher, bytes);
    var start = System.nanoTime();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    var answered = System.nanoTime();
    if (response.statusCode() != 201) {
      throw new BenchFailure(
          "a file was refused: %d %s".formatted(response.statusCode(), response.body()));
    }
    awaitIn(hosts.b().place().media(), file);
    var there = System.nanoTime();
    if (counts) {
      answers.record(answered - start);
      afterAnswers.record(there - answered);
      whole.record(there - start);
      onBoth += new JsonObject(response.body()).getInteger("copies", 0) > 1 ? 1 : 0;
    }
  }

  private static HttpRequest request(Host host, Teacher teacher, byte[] bytes) {
    return HttpRequest.newBuilder(
            URI.create(host.mediaService().url() + "/api/media/" + UUID.randomUUID()))
        .timeout(LIMIT)
        .header("Cookie", teacher.session().header())
        .header("Origin", host.origin())
        .header("Content-Type", "image/png")
        .header("X-File-Name", "bench.png")
        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
        .build();
  }

  /** By its name in the folder: to ask the service for it would make it fetch the file. */
  private static void awaitIn(Path folder, MadeFile file) throws IOException {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!file.isIn(folder)) {
      if (System.nanoTime() > end) {
        throw new BenchFailure("host b does not get " + file.sha256());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Section section(ProcessorUse use) {
    var section =
        new Section(
            "One new file of 10 KiB",
            "%d, one after the other, brought to host a by PUT, whose answer waits up to 2 s for another host; until it has its name on host b"
                .formatted(FILES));
    section
        .figure(
            "from the answer to host b, p50",
            afterAnswers.millisAt(50),
            "ms",
            Aim.below(AIM_P50_MILLIS))
        .figure(
            "from the answer to host b, p99",
            afterAnswers.millisAt(99),
            "ms",
            Aim.below(AIM_P99_MILLIS))
        .latencies("from the request to the answer,", answers)
        .latencies("from the request to host b,", whole)
        .figure("answers that said it is on both", onBoth, "");
    use.writeTo(section);
    return section;
  }
}
