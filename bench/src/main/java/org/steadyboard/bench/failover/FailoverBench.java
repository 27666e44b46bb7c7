package org.steadyboard.bench.failover;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.steadyboard.bench.Benchmark;
import org.steadyboard.bench.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.Service;
import org.steadyboard.bench.machine.TwoHosts;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School.PairedBoard;

/** What a class notices when a host dies, comes back, is cut off or is restarted. */
public final class FailoverBench implements Benchmark {

  private static final int CLASSROOMS = 200;
  private static final int PER_SECOND = 200;
  private static final int SECONDS = 12;
  private static final int BEFORE_SECONDS = 3;
  private static final long HOLD_BACK_MILLIS = 300;
  private static final double GAP_AIM_MILLIS = 2000;

  /** Something that happens while teachers click. */
  private interface Event {
    void happen() throws Exception;
  }

  /** Vert.x reports every write on a connection that a dead host left: here that is the point. */
  private static final Logger VERTX = Logger.getLogger("io.vertx");

  private Setup setup;
  private Report report;
  private TwoHosts hosts;
  private Service onA;
  private Service onB;
  private boolean isADead;

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public String about() {
    return "many classrooms over two hosts of which one dies, comes back, is cut off, is restarted"
        + " [--pairs CLASSROOMS] [--rate R] [--seconds S]";
  }

  @Override
  public void run(Setup given, Report into) throws Exception {
    VERTX.setLevel(Level.OFF);
    setup = given;
    report = into;
    report.progress("starting two hosts");
    var b = setup.host().second();
    onA = setup.host().boardService();
    onB = b.boardService();
    hosts = TwoHosts.join(setup.running(), setup.host(), b);

    warm();
    section("Nothing happens", "for comparison", Aim.below(GAP_AIM_MILLIS), () -> {});
    controls();
    section(
        "A host is killed",
        "SIGKILL of host a's board-service and Postgres",
        Aim.below(GAP_AIM_MILLIS),
        this::killA);
    section(
        "It comes back",
        "host a starts again while all are on b",
        Aim.below(GAP_AIM_MILLIS),
        this::startA);
    hosts.awaitEqual();
    warm();
    section(
        "The link is cut and healed",
        "no host hears the other for 4 s; teachers on one host and boards on the other wait for it",
        null,
        this::cutAndHeal);
    hosts.awaitEqual();
    section(
        "Rolling restart",
        "SIGTERM of each board-service in turn, each back before the next",
        Aim.below(GAP_AIM_MILLIS),
        this::restartBoth);
    hosts.awaitEqual();
  }

  private void warm() throws Exception {
    told("warming up, not counted", () -> {});
  }

  /**
   * The last click of every classroom is made on a host that nobody hears any more, which then
   * dies: once with browsers that say again, once with such as do not.
   */
  private void controls() throws Exception {
    for (var saysAgain : new boolean[] {true, false}) {
      var title =
          saysAgain ? "A host dies with what it acknowledged" : "The same, nothing said again";
      report.progress(title);
      var pairs = pairs();
      School.Books books;
      long onFirst;
      try (var school = school(pairs, saysAgain)) {
        onFirst = school.teachersOnFirst();
        hosts.cut();
        school.click(rate(), pairs.size());
        TimeUnit.MILLISECONDS.sleep(HOLD_BACK_MILLIS);
        killA();
        hosts.heal();
        books = school.settle();
      }
      var section =
          new Section(
              title,
              "one click in each of %,d classrooms while the link is cut, then SIGKILL of host a"
                  .formatted(pairs.size()));
      if (saysAgain) {
        section.figure("clicks lost", books.lost(), "", Aim.exactly(0));
      } else {
        section
            .figure("clicks lost (the hazard is real)", books.lost(), "", Aim.atLeast(1))
            .note("negative control: browsers that forget what they said");
      }
      section
          .figure("teachers on host a", onFirst, "")
          .figure("acknowledged stages said again", books.saidAgain(), "");
      report.add(section);
      startA();
      hosts.awaitEqual();
      warm();
    }
  }

  private void section(String title, String how, Aim gap, Event event) throws Exception {
    var books = told(title, event);
    var section =
        new Section(
                title,
                how
                    + "; %,d classrooms, %,d clicks/s for %d s"
                        .formatted(classrooms(), rate(), seconds()))
            .figure("clicks", books.clicks(), "")
            .figure("lost", books.lost(), "", Aim.exactly(0));
    if (gap == null) {
      section.latencies("gap click→board", books.gaps());
    } else {
      section.latencies("gap click→board", books.gaps(), gap);
    }
    report.add(section.figure("acknowledged stages said again", books.saidAgain(), ""));
  }

  private School.Books told(String title, Event event) throws Exception {
    report.progress(title);
    try (var school = school(pairs(), true)) {
      var clicking =
          CompletableFuture.runAsync(
              () -> {
                try {
                  school.click(rate(), (long) rate() * seconds());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      TimeUnit.SECONDS.sleep(BEFORE_SECONDS);
      event.happen();
      clicking.join();
      return school.settle();
    }
  }

  private void killA() throws Exception {
    onA.kill();
    hosts.a().postgres().kill();
    isADead = true;
  }

  private void startA() throws Exception {
    hosts.a().postgres().startAgain();
    setup.running().stop(onA);
    onA = hosts.a().boardService();
    isADead = false;
  }

  private void cutAndHeal() throws InterruptedException {
    hosts.cut();
    TimeUnit.SECONDS.sleep(4);
    hosts.heal();
  }

  private void restartBoth() throws Exception {
    onA = restarted(hosts.a(), onA);
    onB = restarted(hosts.b(), onB);
  }

  private Service restarted(Host host, Service service) throws InterruptedException {
    setup.running().stop(service);
    return host.boardService();
  }

  private School school(List<PairedBoard> pairs, boolean saysAgain) throws InterruptedException {
    return new School(
        hosts.a().origin(), List.of(onA.port(), onB.port()), pairs, saysAgain, School.PATIENCE);
  }

  private List<PairedBoard> pairs() throws Exception {
    List<PairedBoard> pairs;
    try (var connection = hosts.b().postgres().connect()) {
      pairs =
          new org.steadyboard.bench.rows.School(hosts.b().sessionKey())
              .pairs(connection, classrooms());
    }
    if (!isADead) {
      hosts.awaitEqual();
    }
    return pairs;
  }

  private int classrooms() {
    return setup.options().number("pairs", CLASSROOMS);
  }

  private int rate() {
    return setup.options().number("rate", PER_SECOND);
  }

  private int seconds() {
    return setup.options().number("seconds", SECONDS);
  }
}
