package org.steadyboard.bench.failover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.failover.fault.Fault;
import org.steadyboard.bench.failover.fault.Faults;
import org.steadyboard.bench.failover.fault.FullDisk;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * What a class notices when a host dies, comes back, is restarted, or dies by half. Browsers reach
 * hosts by their ingress.
 */
public final class FailoverBench implements Benchmark {

  private static final List<String> SECTIONS =
      List.of("nothing", "forgotten", "killed", "restart", "disk-full");

  private static final int CLASSROOMS = 200;
  private static final int SECONDS = 12;
  private static final int HOLD_SECONDS = 60;
  private static final int BEFORE_SECONDS = 3;
  private static final long HOLD_BACK_MILLIS = 300;
  private static final double KILLED_AIM_MILLIS = 2000;
  private static final double RESTART_AIM_MILLIS = 300;

  /** Vert.x reports every write on a connection that a dead host left: here that is the point. */
  private static final Logger VERTX = Logger.getLogger("io.vertx");

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public String about() {
    return """
        many classrooms over two hosts of which one dies, comes back, is restarted, or dies by half
          [--pairs CLASSROOMS] [--rate CLICKS A SECOND] [--seconds S] [--hold SECONDS: how long each fault lasts]
          [--only WORDS, separated by commas: %s, %s]"""
        .formatted(
            String.join(", ", SECTIONS),
            String.join(", ", Faults.all().stream().map(Fault::word).toList()));
  }

  @Override
  public int hosts(Options options) {
    return 2;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    VERTX.setLevel(Level.OFF);
    new Run(setup, report).all();
  }

  /** Something that happens while teachers click. */
  private interface Event {
    void happen() throws Exception;
  }

  /** When something began. */
  private record Moment(String words, long nanos) {}

  /** One run of it. */
  private static final class Run {
    private final Setup setup;
    private final Options options;
    private final Report report;
    private final List<String> only;
    private Hosts hosts;

    private Run(Setup setup, Report report) {
      this.setup = setup;
      this.options = setup.options();
      this.report = report;
      this.hosts = setup.hosts();
      this.only = Stream.of(options.text("only", "").split(",")).filter(w -> !w.isEmpty()).toList();
      Faults.named(only.stream().filter(word -> !SECTIONS.contains(word)).toList());
    }

    private boolean has(String word) {
      return only.isEmpty() || only.contains(word);
    }

    private void all() throws Exception {
      warm();
      if (has("nothing")) {
        section("Nothing happens", "for comparison", KILLED_AIM_MILLIS, () -> {});
      }
      if (has("forgotten")) {
        forgotten(Manners.OF_THE_WEB_UI, "browsers as they are");
        forgotten(new Manners(false, true), "browsers that do not meet at the board's host");
        forgotten(new Manners(false, false), "browsers that do neither");
      }
      if (has("killed")) {
        killed();
      }
      if (has("restart")) {
        restarted();
      }
      for (var fault : Faults.all()) {
        if (has(fault.word())) {
          held(fault);
        }
      }
      if (has("disk-full")) {
        diskFull();
      }
    }

    private void warm() throws Exception {
      told("warming up, not counted", () -> {});
    }

    /**
     * The last click of every classroom is made on a host that nobody hears any more, which then
     * dies with what it acknowledged.
     */
    private void forgotten(Manners manners, String browsers) throws Exception {
      var title = "A host dies with what it acknowledged: " + browsers;
      report.progress(title);
      Books books;
      try (var school = school(School.everyWay(classrooms()), manners)) {
        hosts.cut();
        school.click(rate(), classrooms());
        TimeUnit.MILLISECONDS.sleep(HOLD_BACK_MILLIS);
        hosts.a().kill();
        hosts.heal();
        books = school.settle();
      }
      var section =
          new Section(
              title,
              "one click in each of %,d classrooms while the link is cut, then SIGKILL of host a"
                  .formatted(classrooms()));
      if (manners.saysAgain()) {
        section.figure("clicks lost", books.lost(), "", Aim.exactly(0));
      } else {
        section
            .figure("clicks lost (the hazard is real)", books.lost(), "", Aim.atLeast(1))
            .note("negative control: browsers that forget what they said");
      }
      report.add(section.figure("acknowledged stages said again", books.doubts(), ""));
      hosts.a().start();
      hosts.awaitEqual();
      warm();
    }

    private void killed() throws Exception {
      section(
          "A host is killed",
          "SIGKILL of all parts of host a",
          KILLED_AIM_MILLIS,
          () -> hosts.a().kill());
      section(
          "It comes back",
          "host a starts again while all are on b",
          KILLED_AIM_MILLIS,
          () -> hosts.a().start());
      hosts.awaitEqual();
    }

    private void restarted() throws Exception {
      warm();
      var title = "Rolling restart";
      var moments = new ArrayList<Moment>();
      var books = told(title, () -> restartBoth(moments));
      var section =
          section(
              title,
              "SIGTERM of each board-service in turn, each back before the next",
              RESTART_AIM_MILLIS,
              books);
      moments.add(new Moment("", System.nanoTime()));
      for (var i = 0; i < moments.size() - 1; i++) {
        var from = moments.get(i);
        section.figure(
            "  clicks " + from.words() + ", longest",
            books.longestMillis(from.nanos(), moments.get(i + 1).nanos()),
            "ms");
      }
      report.add(section);
      hosts.awaitEqual();
    }

    private void restartBoth(List<Moment> moments) throws Exception {
      for (var host : hosts.all()) {
        moments.add(new Moment("while it stops on " + host.id(), System.nanoTime()));
        host.stop(PartKind.BOARD);
        moments.add(new Moment("while it starts on " + host.id(), System.nanoTime()));
        host.start(PartKind.BOARD);
      }
      moments.add(new Moment("after that", System.nanoTime()));
    }

    private void section(String title, String how, double p99Millis, Event event) throws Exception {
      report.add(section(title, how, p99Millis, told(title, event)));
    }

    private Section section(String title, String how, double p99Millis, Books books) {
      return new Section(
              title,
              how
                  + "; %,d classrooms, %,d clicks/s for %d s"
                      .formatted(classrooms(), rate(), seconds()))
          .figure("clicks", books.clicks(), "")
          .figure("lost", books.lost(), "", Aim.exactly(0))
          .latencies("gap click→board", books.gaps(), Aim.below(p99Millis))
          .figure("acknowledged stages said again", books.doubts(), "");
    }

    private Books told(String title, Event event) throws Exception {
      report.progress(title);
      try (var school = school(School.everyWay(classrooms()), Manners.OF_THE_WEB_UI)) {
        try (var clicking = school.clicking(rate())) {
          var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds());
          TimeUnit.SECONDS.sleep(BEFORE_SECONDS);
          event.happen();
          TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
          clicking.requireAlive();
        }
        return school.settle();
      }
    }

    private void held(Fault fault) throws Exception {
      report.progress(fault.title() + ", for " + hold() + " s");
      report.add(
          new HeldFault(fault, hosts, classrooms(), rate(), hold())
              .tell(seatings -> school(seatings, Manners.OF_THE_WEB_UI, doors(fault.byCable()))));
    }

    /** On hosts of their own, of which a lies on a small disk. */
    private void diskFull() throws Exception {
      setup.running().stop(hosts);
      var disk = FullDisk.mount(setup.running(), hosts.place());
      if (disk.isEmpty()) {
        report.progress("disk full: left out, for no small disk can be mounted here");
        return;
      }
      report.progress("starting two hosts, a on a small disk");
      hosts = Hosts.upAsItIs(setup.running(), hosts.place(), 2);
      warm();
      for (var fault : disk.get().faults()) {
        held(fault);
      }
    }

    private List<HostDoor> doors(boolean byCable) throws IOException {
      var a = byCable ? hosts.cable().port() : hosts.a().ingressPort();
      return List.of(
          HostDoor.at(hosts.a().id(), a), HostDoor.at(hosts.b().id(), hosts.b().ingressPort()));
    }

    private School school(List<Seating> seatings, Manners manners) throws Exception {
      return school(seatings, manners, doors(false));
    }

    private School school(List<Seating> seatings, Manners manners, List<HostDoor> doors)
        throws Exception {
      try (var connection = hosts.b().postgres().connect()) {
        var pairs =
            new org.steadyboard.bench.rows.School(hosts.b().sessionKey())
                .pairs(connection, seatings.size());
        if (hosts.a().isUp()) {
          hosts.awaitEqual();
        }
        return new School(hosts.a().origin(), doors, seatings, pairs, manners, School.PATIENCE);
      }
    }

    private int classrooms() {
      return options.number("pairs", CLASSROOMS);
    }

    /** A click a second in each classroom. */
    private int rate() {
      return options.number("rate", classrooms());
    }

    private int seconds() {
      return options.number("seconds", SECONDS);
    }

    private int hold() {
      return options.number("hold", HOLD_SECONDS);
    }
  }
}
