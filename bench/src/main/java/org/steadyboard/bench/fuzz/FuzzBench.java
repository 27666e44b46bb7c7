package org.steadyboard.bench.fuzz;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.Service;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.process.BoundedLog;

/**
 * Says nonsense to two hosts, by their ingress, for a while: requests of every route, and both
 * websockets. No answer may be a server error but a stated 503, no part may end, and what it cost
 * must be given back.
 */
public final class FuzzBench implements Benchmark {

  private static final int SECONDS = 60;

  /** So much more memory than before is taken for given back, in percent. */
  private static final double MOST_GROWTH = 20;

  private static final double MIB = 1024 * 1024;

  /** What the logs of a part may take: what is written, what was put aside, and a last line. */
  private static final double MOST_LOG_MIB = 2 * BoundedLog.Limits.USUAL.fileBytes() / MIB + 1;

  /** How long memory may take to come back: caches and rooms for silent clients end in it. */
  private static final Duration COMES_BACK = Duration.ofSeconds(90);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final int WORKERS_A_HOST = 3;

  @Override
  public String name() {
    return "fuzz";
  }

  @Override
  public String about() {
    return """
        two hosts: nonsense to every route and both websockets; --seconds S (60), --seed N (by chance):
        server errors, parts that ended, memory that was not given back, logs""";
  }

  @Override
  public int hosts(Options options) {
    return 2;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    var seconds = setup.options().number("seconds", SECONDS);
    var seed = setup.options().number("seed", new SplittableRandom().nextInt(10_000_000));
    var hosts = setup.hosts().all();
    report.progress("seed " + seed);
    var routes = routes(setup.hosts().a());
    // What a program needs once, it may keep: code, pools, caches.
    var warmup = Math.min(30, Math.max(5, seconds / 4));
    report.progress("warming up for " + warmup + " s");
    new Storm(hosts, routes, seed + 1_000_000L, WORKERS_A_HOST).run(Duration.ofSeconds(warmup));
    for (var host : hosts) {
      checkPassword(host);
    }
    var before = Condition.of(hosts);
    report.progress(routes.size() + " routes for " + seconds + " s");
    var storm = new Storm(hosts, routes, seed, WORKERS_A_HOST);
    storm.run(Duration.ofSeconds(seconds));
    tell(report, storm.tally(), seconds, seed, setup.hosts().place().root());
    var after = awaitBack(hosts, before);
    tell(report, after, before);
  }

  /** Takes the memory that a host keeps for the next password; a storm gets there by chance. */
  private static void checkPassword(Host host) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var address = URI.create(host.lessonService().url() + "/api/session");
      var attempt =
          HttpRequest.newBuilder(address)
              .header("Origin", host.origin())
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString("{\"email\":\"x@example.org\",\"password\":\"x\"}"))
              .build();
      var answer = http.send(attempt, BodyHandlers.discarding());
      if (answer.statusCode() != 401) {
        throw new BenchFailure(address + " answers " + answer.statusCode());
      }
    }
  }

  private static List<Route> routes(Host host) throws IOException, InterruptedException {
    var routes = new ArrayList<>(Route.KNOWN);
    for (var service : List.of(host.lessonService(), host.boardService(), host.mediaService())) {
      routes.addAll(Route.of(openApi(service)));
    }
    return routes;
  }

  private static JsonObject openApi(Service service) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var address = URI.create(service.url() + "/q/openapi?format=json");
      var answer =
          http.send(
              HttpRequest.newBuilder(address).build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new BenchFailure(address + " answers " + answer.statusCode());
      }
      return new JsonObject(answer.body());
    }
  }

  private static Condition awaitBack(List<Host> hosts, Condition before)
      throws InterruptedException {
    var end = System.nanoTime() + COMES_BACK.toNanos();
    var now = Condition.of(hosts);
    while (now.growthSince(before) >= MOST_GROWTH && System.nanoTime() < end) {
      Thread.sleep(BETWEEN_LOOKS);
      now = Condition.of(hosts);
    }
    return now;
  }

  private static void tell(Report report, Tally tally, int seconds, long seed, Path root)
      throws IOException {
    var section =
        new Section(
                "Answers", "seed %d, %d s, by the ingress of both hosts".formatted(seed, seconds))
            .figure("requests and talks", tally.all(), "")
            .figure("server errors that are no stated 503", tally.offending(), "", Aim.exactly(0))
            .figure("stated 503", tally.with("503"), "")
            .figure("no answer in time", tally.with("silent"), "")
            .figure("closed without an answer", tally.with("closed"), "");
    for (var offence : tally.offences()) {
      section.note(
          "%s: %s: %s"
              .formatted(
                  offence.attempt().name(),
                  offence.why(),
                  offence.attempt().again(seed, root.resolve("bench/results"))));
    }
    tally.lines().forEach(section::note);
    report.add(section);
  }

  private static void tell(Report report, Condition after, Condition before) {
    var died = after.diedSince(before);
    var section =
        new Section(
                "The hosts afterwards",
                "memory after a full collection, within " + COMES_BACK.toSeconds() + " s")
            .figure("parts that ended", died.size(), "", Aim.exactly(0));
    died.forEach(part -> section.note("ended: " + part));
    for (var part : after.memory().keySet()) {
      if (died.contains(part)) {
        continue;
      }
      section
          .figure(
              part + ", resident: grown by",
              after.residentGrowth(part, before),
              "%",
              Aim.below(MOST_GROWTH))
          .figure(
              part + ", live objects: grown by",
              after.heapGrowth(part, before),
              "%",
              Aim.below(MOST_GROWTH));
    }
    after
        .logBytes()
        .forEach(
            (part, bytes) ->
                section.figure(part + ", logs", bytes / MIB, "MiB", Aim.below(MOST_LOG_MIB)));
    report.add(section);
  }
}
