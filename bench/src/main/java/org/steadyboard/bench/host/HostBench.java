package org.steadyboard.bench.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.failover.Classrooms;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.read.DeckArchive;
import org.steadyboard.bench.read.Lessons;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.IdleBoards;
import org.steadyboard.localhosts.layout.PartKind;

/** What a host costs: starting, at rest, and at work. */
public final class HostBench implements Benchmark {

  private static final int BOARDS = 1_000;
  private static final int CLASSROOMS = 200;
  private static final int SECONDS = 20;
  private static final int STARTS = 5;

  /** Longer than two pings of each board, and than the JVM takes to give back what it can. */
  private static final Duration REST = Duration.ofSeconds(45);

  private static final double TWO_HOSTS_SECONDS = 10;
  private static final double ONE_HOST_SECONDS = 6;
  private static final double BOARD_KIB = 12;

  @Override
  public String name() {
    return "host";
  }

  @Override
  public String about() {
    return "how soon hosts and their parts are ready, and what each part takes at rest and at work\n"
        + "[--native] [--decks FOLDER] [--boards N] [--pairs N] [--seconds S]";
  }

  @Override
  public int hosts(Options options) {
    return 1;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    new Run(setup, report).all();
  }

  /** One run of it. */
  private record Run(Setup setup, Report report) {

    private void all() throws Exception {
      var place = setup.hosts().place();
      setup.running().stop(setup.hosts());
      up(place, 2, TWO_HOSTS_SECONDS);
      up(place, 1, ONE_HOST_SECONDS);
      report.progress("starting a host");
      var host = Hosts.up(setup.running(), place, 1).a();
      starts(host);
      memory(host, "At rest", "all parts started anew, then " + rest());
      lessons(place, host);
      boards(host);
      classrooms(host);
    }

    private static String rest() {
      return REST.toSeconds() + " s without work";
    }

    private void up(Hosts.Place place, int hosts, double aim) throws Exception {
      report.progress("up --hosts " + hosts);
      var times = UpTimes.measure(setup.running(), place, hosts);
      report.add(
          new Section(
                  "./steadyboard up --hosts " + hosts,
                  "on a built tree, from the command to \"Steadyboard is ready.\"")
              .figure(
                  "with an empty data folder, demo courses imported",
                  times.firstSeconds(),
                  "s",
                  Aim.below(aim))
              .figure("again", times.againSeconds(), "s", Aim.below(aim)));
    }

    private void starts(Host host) throws Exception {
      report.progress("starting each part %d times".formatted(STARTS));
      var section =
          new Section(
              "From spawn to ready",
              "the first 200 on readiness (Postgres: a connection that answers), looked for every"
                  + " 5 ms; the other parts run; medians of "
                  + STARTS);
      var starts = new PartStarts(host);
      for (var kind : PartKind.values()) {
        starts.measure(kind, STARTS, section);
      }
      report.add(section);
    }

    private HostMemory memory(Host host, String title, String how) throws InterruptedException {
      report.progress(title);
      Thread.sleep(REST);
      return told(title, how, HostMemory.of(host));
    }

    private HostMemory told(String title, String how, HostMemory memory) {
      var section = new Section("Memory: " + title, how + "; Postgres: proportional shares");
      memory.writeTo(section);
      report.add(section);
      return memory;
    }

    private void lessons(Hosts.Place place, Host host) throws Exception {
      var decks = setup.options().text("decks", "../shared/lessons/cs-unplugged");
      var archive = new DeckArchive(place.root().resolve(Path.of(decks)).normalize());
      report.progress("importing " + archive);
      var lessons = Lessons.bringIn(host, archive);
      memory(
          host,
          "After an import",
          "%s: %,d lessons, %,d pages in all, then %s"
              .formatted(lessons.source(), lessons.lessons(), lessons.pages(), rest()));
    }

    /** Twice: what only the first cost was the service's own, such as code that it had not used. */
    private void boards(Host host) throws Exception {
      var count = setup.options().number("boards", BOARDS);
      List<PairedBoard> first;
      List<PairedBoard> second;
      try (var connection = host.postgres().connect()) {
        var school = new School(host.sessionKey());
        first = school.pairs(connection, count);
        second = school.pairs(connection, count);
      }
      report.progress("%,d boards".formatted(count));
      var before = HostMemory.of(host);
      var one = new HostMemory[1];
      var both =
          open(
              host,
              first,
              () -> {
                one[0] =
                    told(
                        "%,d open boards".formatted(count),
                        "by the ingress, each paired and pinging, after %d s"
                            .formatted(REST.toSeconds()),
                        HostMemory.of(host));
                return open(host, second, () -> HostMemory.of(host));
              });
      report.add(
          new Section(
                  "Memory of an open board",
                  "resident memory as it stands, garbage included, less that before, for each")
              .figure(
                  "board-service, the first %,d".formatted(count),
                  one[0].kibForEach(PartKind.BOARD, before, count),
                  "KiB/board",
                  Aim.below(BOARD_KIB))
              .figure(
                  "board-service, as many more",
                  both.kibForEach(PartKind.BOARD, one[0], count),
                  "KiB/board",
                  Aim.below(BOARD_KIB))
              .figure(
                  "ingress, the first %,d".formatted(count),
                  one[0].kibForEach(PartKind.INGRESS, before, count),
                  "KiB/board")
              .figure(
                  "ingress, as many more",
                  both.kibForEach(PartKind.INGRESS, one[0], count),
                  "KiB/board"));
    }

    private static HostMemory open(Host host, List<PairedBoard> boards, Callable<HostMemory> look)
        throws Exception {
      return IdleBoards.whileOpen(host.ingressPort(), host.origin(), boards, REST, look);
    }

    private void classrooms(Host host) throws Exception {
      var count = setup.options().number("pairs", CLASSROOMS);
      var seconds = setup.options().number("seconds", SECONDS);
      report.progress("%,d classrooms".formatted(count));
      var seen = Classrooms.click(host, count, seconds, () -> HostMemory.of(host));
      var section =
          new Section(
              "Memory: %,d classrooms".formatted(count),
              "a click a second in each, by the ingress, after %d s; Postgres: proportional shares"
                  .formatted(seconds));
      seen.look().writeTo(section);
      report.add(section.latencies("click→board", seen.gaps()));
    }
  }
}
