package org.steadyboard.bench.steer;

import java.util.List;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.sql.CommitFloor;

/**
 * Teachers on host a, boards on host b. A teacher's browser says its clicks on the board's host;
 * the way by replication, which is there when that cannot be reached, is measured by {@code
 * --replicated}.
 */
final class SteerAcross {

  private static final int CLOSED_PAIRS = 1000;
  private static final double CLOSED_AIM = 13_000;
  private static final int WARM_PAIRS = 500;
  private static final int WARM_SECONDS = 20;

  private record Step(int pairs, int perSecond, double p99Millis) {}

  private static final List<Step> SERIES =
      List.of(new Step(500, 500, 4), new Step(2000, 2000, SteerBench.P99_MILLIS));

  private final Hosts hosts;
  private final Options options;
  private final Report report;
  private final Way way;

  private SteerAcross(Setup setup, Report report) {
    this.hosts = setup.hosts();
    this.options = setup.options();
    this.report = report;
    this.way = options.has("replicated") ? Way.OF_THE_TEACHER : Way.OF_THE_BOARD;
  }

  static void run(Setup setup, Report report) throws Exception {
    new SteerAcross(setup, report).run();
  }

  private void run() throws Exception {
    for (var host : hosts.all()) {
      host.postgres().fillLogFiles();
    }
    report.add(CommitFloor.measure(hosts.a().postgres()));
    report.progress("warming both for %d s, not counted".formatted(WARM_SECONDS));
    try (var classroom = enter(WARM_PAIRS)) {
      new ClosedLoop(0, WARM_SECONDS, true).run(classroom);
    }
    if (options.has("pairs")) {
      var pairs = options.number("pairs", WARM_PAIRS);
      open(new Step(pairs, options.number("rate", pairs), 0));
    } else if (!options.has("closed")) {
      for (var step : SERIES) {
        open(step);
      }
    }
    if (!options.has("pairs")) {
      closed();
    }
  }

  private void open(Step step) throws Exception {
    var loop =
        new OpenLoop(step.perSecond(), options.number("warmup", 10), options.number("seconds", 30));
    report.progress("%,d pairs across at %,d changes/s".formatted(step.pairs(), step.perSecond()));
    try (var classroom = enter(step.pairs())) {
      var use = ProcessorUse.of(hosts);
      loop.run(classroom);
      var tally = classroom.tally();
      var section =
          new Section(
                  "Across: %,d pairs at %,d changes/s".formatted(step.pairs(), step.perSecond()),
                  "teachers on a, boards on b, clicks by the way of %s; open loop, latency from the intended time, %d s after %d s of warming up"
                      .formatted(how(), loop.seconds(), loop.warmupSeconds()))
              .latencies("click→done", tally.clickToDone);
      if (step.p99Millis() > 0) {
        section.latencies("click→board", tally.clickToBoard, Aim.below(step.p99Millis()));
      } else {
        section.latencies("click→board", tally.clickToBoard);
      }
      section.figure("changes counted", tally.clickToBoard.count(), "");
      end(classroom, use, section);
    }
  }

  private void closed() throws Exception {
    var loop = new ClosedLoop(options.number("warmup", 10), options.number("seconds", 30), true);
    report.progress("closed loop across of %,d pairs".formatted(CLOSED_PAIRS));
    try (var classroom = enter(CLOSED_PAIRS)) {
      var use = ProcessorUse.of(hosts);
      var perSecond = loop.run(classroom);
      var section =
          new Section(
                  "Across, closed loop: the most changes a second",
                  "%,d pairs, each with one change under way until its board shows it, clicks by the way of %s, %d s after %d s of warming up"
                      .formatted(CLOSED_PAIRS, how(), loop.seconds(), loop.warmupSeconds()))
              .figure("changes seen on the other host", perSecond, "/s", Aim.atLeast(CLOSED_AIM))
              .latencies("click→done", classroom.tally().clickToDone)
              .latencies("click→board", classroom.tally().clickToBoard);
      end(classroom, use, section);
    }
  }

  private void end(Classroom classroom, ProcessorUse use, Section section) throws Exception {
    classroom.verdict().writeTo(section);
    use.writeTo(section);
    report.add(section);
  }

  private String how() {
    return way == Way.OF_THE_BOARD ? "the board's host" : "the teacher's host and replication";
  }

  private Classroom enter(int count) throws Exception {
    List<PairedBoard> pairs;
    try (var connection = hosts.a().postgres().connect()) {
      pairs = new School(hosts.a().sessionKey()).pairs(connection, count);
    }
    hosts.awaitEqual();
    var teachers = hosts.a().boardService().port();
    var boards = hosts.b().boardService().port();
    return Classroom.enter(new Sockets(teachers, boards, hosts.a().origin()), pairs, way);
  }
}
