package org.steadyboard.bench.read;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.machine.Program;
import org.steadyboard.bench.read.HttpLoad.Answers;
import org.steadyboard.bench.read.HttpLoad.Target;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.sql.SqlLoad;
import org.steadyboard.bench.sql.StatementLog;

/** Lessons and searches through a whole lesson-service, beside what is under it. */
public final class ReadBench implements Benchmark {

  private static final int CONNECTIONS = 32;

  /** As many as lesson-service has connections to its database. */
  private static final int SQL_CLIENTS = 16;

  private static final int SEARCHES_PER_SECOND = 500;
  private static final Map<String, String> NO_CACHE = Map.of("LESSON_CACHE_MAX_BYTES", "0");

  private final HttpLoad load = HttpLoad.best();
  private final SqlLoad sql = SqlLoad.best();

  @Override
  public String name() {
    return "read";
  }

  @Override
  public String about() {
    return "lessons read and searched, from memory and from the database, beside bare Vert.x and the"
        + " SQL alone [--decks FOLDER] [--seconds S] [--warmup S]";
  }

  @Override
  public int hosts(Options options) {
    return 1;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    new Run(setup, report).all();
  }

  /** One run of it: what is measured for how long, and on what. */
  private final class Run {
    private final Setup setup;
    private final Report report;
    private final int seconds;
    private final int warmup;
    private final Host host;
    private final int port;
    private Lessons lessons;

    private Run(Setup setup, Report report) {
      this.setup = setup;
      this.host = setup.hosts().a();
      this.port = host.lessonService().port();
      this.report = report;
      this.seconds = setup.options().number("seconds", 15);
      this.warmup = setup.options().number("warmup", 30);
    }

    private void all() throws Exception {
      report.progress("importing lessons");
      var decks = setup.options().text("decks", "../shared/lessons/cs-unplugged");
      var folder = setup.hosts().place().root().resolve(Path.of(decks)).normalize();
      lessons = Lessons.bringIn(host, new DeckArchive(folder));
      var bare = bareVertx();
      cached(bare);
      searches();
      report.progress("starting lesson-service without its cache");
      fromDatabase(Program.lessonService(setup.running(), setup.hosts().place(), host, NO_CACHE));
    }

    private String how() {
      return "%s, %d connections, %d s after %d s of warming up"
          .formatted(load, CONNECTIONS, seconds, warmup);
    }

    private Answers measure(Target target) throws Exception {
      load.run(target, CONNECTIONS, warmup);
      return load.run(target, CONNECTIONS, seconds);
    }

    private double bareVertx() throws Exception {
      report.progress("bare Vert.x");
      var bytes = bodyBytes();
      var place = setup.hosts().place();
      var hello = Program.peer(setup.running(), place, HelloServer.class, Integer.toString(bytes));
      var small = measure(new Target(place.ownPort(), List.of("/"), ""));
      var large = measure(new Target(place.ownPort(), List.of("/page"), ""));
      setup.running().stop(hello);
      var section = new Section("The peer: bare Vert.x", how());
      small.writeTo(section, "\"hello\"");
      large.writeTo(section, "as many bytes as a lesson (%,d)".formatted(bytes));
      report.add(section);
      return small.perSecond();
    }

    /** Of a lesson's answer, on average. */
    private int bodyBytes() throws Exception {
      try (var http = HttpClient.newHttpClient()) {
        long sum = 0;
        var target = lessons.target(port);
        for (var path : target.paths()) {
          sum += get(http, target, path).length;
        }
        return (int) (sum / lessons.ids().size());
      }
    }

    private void cached(double bare) throws Exception {
      report.progress("lessons from memory");
      load.run(lessons.target(port), CONNECTIONS, warmup);
      var use = ProcessorUse.of(setup.hosts());
      var answers = load.run(lessons.target(port), CONNECTIONS, seconds);
      var section =
          new Section(
              "A lesson that lesson-service holds in memory",
              "%d lessons in turn, %s".formatted(lessons.ids().size(), how()));
      section
          .figure("lessons", answers.perSecond(), "/s", Aim.atLeast(15_000))
          .figure("lessons, p50", answers.p50Millis(), "ms")
          .figure("lessons, p99", answers.p99Millis(), "ms")
          .figure(
              "part of bare Vert.x' \"hello\"", answers.perSecond() / bare, "", Aim.atLeast(0.5))
          .figure("failed", answers.failed(), "", Aim.exactly(0));
      use.writeTo(section);
      report.add(section);
    }

    /** What lesson-service itself asks the database, to ask it without lesson-service. */
    private List<String> statementsOf(Target target, String mark) throws Exception {
      return StatementLog.during(
          host.postgres(), mark, target.paths().size(), () -> askEachOnce(target));
    }

    private static void askEachOnce(Target target) throws Exception {
      try (var http = HttpClient.newHttpClient()) {
        for (var path : target.paths()) {
          get(http, target, path);
        }
      }
    }

    private static byte[] get(HttpClient http, Target target, String path) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + path))
              .header("Cookie", target.cookie())
              .build();
      var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new BenchFailure(path + " answered " + response.statusCode());
      }
      return response.body();
    }

    private void fromDatabase(Program service) throws Exception {
      report.progress("lessons from the database");
      load.run(lessons.target(port), CONNECTIONS, warmup);
      var use = ProcessorUse.of(setup.hosts(), service);
      var answers = load.run(lessons.target(port), CONNECTIONS, seconds);
      var alone =
          sql.run(
              host.postgres(),
              statementsOf(lessons.target(port), "lesson.page"),
              SQL_CLIENTS,
              seconds);
      var section =
          new Section(
              "A lesson from the database",
              "lesson-service with LESSON_CACHE_MAX_BYTES=0, %d lessons in turn, %s"
                  .formatted(lessons.ids().size(), how()));
      section
          .figure("lessons", answers.perSecond(), "/s", Aim.atLeast(5_000))
          .figure("lessons, p50", answers.p50Millis(), "ms")
          .figure("lessons, p99", answers.p99Millis(), "ms")
          .figure("the SQL alone, %d clients".formatted(SQL_CLIENTS), alone.perSecond(), "/s")
          .figure("part of the SQL alone", answers.perSecond() / alone.perSecond(), "")
          .figure("failed", answers.failed(), "", Aim.exactly(0))
          .note("the SQL alone by " + sql);
      use.writeTo(section);
      report.add(section);
    }

    private void searches() throws Exception {
      report.progress("searches");
      var paths = MarkedDecks.WORDS.stream().map(word -> "/api/search?q=" + word).toList();
      var target = lessons.target(port, paths);
      var most = measure(target);
      var open = new OpenHttpLoad(SEARCHES_PER_SECOND, 5, seconds);
      var use = ProcessorUse.of(setup.hosts());
      var paced = open.run(target);
      var section =
          new Section(
              "Searches where every fifth page matches",
              "%s: %,d pages in %,d lessons; 20 hits with excerpts; the most by %s; %d/s in an open loop by the bench's own client"
                  .formatted(
                      lessons.source(),
                      lessons.pages(),
                      lessons.lessons(),
                      how(),
                      SEARCHES_PER_SECOND));
      use.writeTo(section);
      var alone =
          sql.run(host.postgres(), statementsOf(target, "ts_headline"), SQL_CLIENTS, seconds);
      section
          .figure("searches, the most", most.perSecond(), "/s", Aim.atLeast(SEARCHES_PER_SECOND))
          .figure("searches, the most, p99", most.p99Millis(), "ms")
          .figure("at %d/s, p50".formatted(SEARCHES_PER_SECOND), paced.p50Millis(), "ms")
          .figure(
              "at %d/s, p99".formatted(SEARCHES_PER_SECOND),
              paced.p99Millis(),
              "ms",
              Aim.below(100))
          .figure("at %d/s, max".formatted(SEARCHES_PER_SECOND), paced.maxMillis(), "ms")
          .figure("the SQL alone, %d clients".formatted(SQL_CLIENTS), alone.perSecond(), "/s")
          .figure("part of the SQL alone", most.perSecond() / alone.perSecond(), "")
          .figure("failed", most.failed() + paced.failed(), "", Aim.exactly(0))
          .note("the SQL alone by " + sql);
      report.add(section);
    }
  }
}
