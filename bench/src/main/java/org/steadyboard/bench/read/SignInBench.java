package org.steadyboard.bench.read;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.read.HttpLoad.Answers;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.AccountId;
import org.steadyboard.bench.timing.IntendedTimes;
import org.steadyboard.bench.timing.Latencies;
import org.steadyboard.bench.timing.Pacer;

/** Half past eight: a school signs in behind one address while the others read. */
public final class SignInBench implements Benchmark {

  private static final int TEACHERS = 500;
  private static final int SECONDS = 30;
  private static final int PER_SECOND = (TEACHERS + SECONDS - 1) / SECONDS;
  private static final int AT_ONCE = 100;
  private static final int READS_PER_SECOND = 200;
  private static final int WARMUP_SECONDS = 10;
  private static final int WARMUP_SIGN_INS = 40;
  private static final double READS_P99_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of the accounts that {@code up} makes. */
  private static final String DEMO = "teacher@example.org";

  private static final String DEMO_PASSWORD = "steadyboard-demo";

  @Override
  public String name() {
    return "sign-in";
  }

  @Override
  public String about() {
    return "500 teachers behind one address sign in within 30 s, then 100 at once, while lessons and"
        + " the tree are read";
  }

  @Override
  public int hosts(Options options) {
    return 1;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    var host = setup.hosts().a();
    report.progress("importing lessons");
    var decks = Path.of(setup.options().text("decks", "../shared/lessons/cs-unplugged"));
    var folder = setup.hosts().place().root().resolve(decks).normalize();
    var lessons = Lessons.bringIn(host, new DeckArchive(folder));
    var emails = makeTeachers(host);
    report.progress("warming up");
    new Wave(host, emails.subList(0, WARMUP_SIGN_INS), PER_SECOND).run();
    measure(
        setup,
        report,
        lessons,
        "%d teachers behind one address within %d s".formatted(TEACHERS, SECONDS),
        new Wave(host, emails, PER_SECOND));
    measure(
        setup,
        report,
        lessons,
        "%d teachers behind one address at once".formatted(AT_ONCE),
        new Wave(host, emails.subList(0, AT_ONCE), Integer.MAX_VALUE));
  }

  private static void measure(Setup setup, Report report, Lessons lessons, String title, Wave wave)
      throws Exception {
    report.progress(title);
    var target = lessons.target(setup.hosts().a().lessonService().port(), paths(lessons));
    var use = ProcessorUse.of(setup.hosts());
    Answers reads;
    try (var reader = Executors.newSingleThreadExecutor()) {
      var load = new OpenHttpLoad(READS_PER_SECOND, WARMUP_SECONDS, SECONDS);
      var reading = reader.submit(() -> load.run(target));
      TimeUnit.SECONDS.sleep(WARMUP_SECONDS);
      wave.run();
      reads = reading.get();
    }
    var section =
        new Section(
            title,
            "passwords as the product hashes them, never said twice; meanwhile %d reads/s of lessons and of the tree in turn, in an open loop"
                .formatted(READS_PER_SECOND));
    section
        .figure("not let in", wave.refused, "", Aim.exactly(0))
        .latencies("signing in,", wave.latencies)
        .figure("reads, p50", reads.p50Millis(), "ms")
        .figure("reads, p99", reads.p99Millis(), "ms", Aim.below(READS_P99_MILLIS))
        .figure("reads, max", reads.maxMillis(), "ms")
        .figure("reads failed", reads.failed(), "", Aim.exactly(0));
    use.writeTo(section);
    report.add(section);
  }

  /** Lessons come from memory; the tree is read from the database, on a virtual thread. */
  private static List<String> paths(Lessons lessons) {
    var paths = new ArrayList<String>();
    for (var id : lessons.ids()) {
      paths.add("/api/lessons/" + id);
      paths.add("/api/nodes");
    }
    return paths;
  }

  /** With the password of a demo account, whose hash is copied: hashing would take minutes. */
  private static List<String> makeTeachers(Host host) throws SQLException {
    var emails = new ArrayList<String>();
    try (var connection = host.postgres().connect();
        var account =
            connection.prepareStatement(
                "insert into identity.account (id, email, name, role) values (?, ?, 'Bench', 'teacher')");
        var password =
            connection.prepareStatement(
                """
                insert into identity.password (id, hash, changed_at)
                select ?, p.hash, now() from identity.password p join identity.account a on a.id = p.id
                where a.email = ?
                """)) {
      for (var i = 0; i < TEACHERS; i++) {
        var email = "bench-" + UUID.randomUUID() + "@example.org";
        var id = AccountId.of(email);
        account.setObject(1, id);
        account.setString(2, email);
        account.execute();
        password.setObject(1, id);
        password.setString(2, DEMO);
        if (password.executeUpdate() != 1) {
          throw new BenchFailure("there is no account " + DEMO);
        }
        emails.add(email);
      }
    }
    return emails;
  }

  /** One after the other signs in, whether or not those before were answered. */
  private static final class Wave {
    private final Host host;
    private final List<String> emails;
    private final int perSecond;
    private final Latencies latencies = new Latencies();
    private int refused;

    Wave(Host host, List<String> emails, int perSecond) {
      this.host = host;
      this.emails = emails;
      this.perSecond = perSecond;
    }

    void run() throws Exception {
      var answers = new ArrayList<CompletableFuture<Void>>();
      try (var http = HttpClient.newHttpClient()) {
        var times = new IntendedTimes(System.nanoTime(), perSecond);
        Pacer.run(
            times,
            emails.size(),
            index -> answers.add(signIn(http, emails.get((int) index), times.at(index))));
        for (var answer : answers) {
          answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
      }
    }

    private CompletableFuture<Void> signIn(HttpClient http, String email, long intended) {
      var body = new JsonObject().put("email", email).put("password", DEMO_PASSWORD).encode();
      var request =
          HttpRequest.newBuilder(URI.create(host.lessonService().url() + "/api/session"))
              .timeout(PATIENCE)
              .header("Origin", host.origin())
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .handle(
              (response, failure) -> {
                book(failure == null && response.statusCode() == 200, intended);
                return null;
              });
    }

    private synchronized void book(boolean isIn, long intended) {
      if (isIn) {
        latencies.record(System.nanoTime() - intended);
      } else {
        refused++;
      }
    }
  }
}
