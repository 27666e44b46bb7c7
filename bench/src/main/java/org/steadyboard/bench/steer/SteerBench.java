package org.steadyboard.bench.steer;

import java.util.List;
import org.steadyboard.bench.Benchmark;
import org.steadyboard.bench.Options;
import org.steadyboard.bench.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.machine.Service;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.sql.CommitFloor;

/** From a teacher's click to the digiboard, through a whole board-service with durable commits. */
public final class SteerBench implements Benchmark {

  private static final int CLOSED_PAIRS = 1000;
  private static final int IDLE_BOARDS = 10_000;
  private static final double CLOSED_AIM = 12_000;
  private static final int FIRST_PAIRS = 500;
  private static final int FIRST_SECONDS = 15;

  /** An open loop of the series, and how fast 99 of 100 changes are to reach the board. */
  private record Step(int pairs, int perSecond, double p99Millis) {}

  private static final List<Step> SERIES = List.of(new Step(500, 500, 8), new Step(2000, 2000, 20));

  @Override
  public String name() {
    return "steer";
  }

  @Override
  public String about() {
    return "teachers steer digiboards: latency in an open loop, most changes in a closed loop, idle"
        + " boards [--pairs P --rate R] [--closed] [--idle N] [--across: teachers on one host, boards on another] [--seconds S] [--warmup S]";
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    if (setup.options().has("across")) {
      SteerAcross.run(setup, report);
      return;
    }
    var options = setup.options();
    var host = setup.host();
    var whole = !(options.has("pairs") || options.has("closed") || options.has("idle"));
    report.progress("starting board-service");
    var service = host.boardService();
    report.progress("one-row commits, as the floor");
    report.add(CommitFloor.measure(host.postgres()));
    if (whole || options.has("pairs") || options.has("closed")) {
      warm(host, service, report);
    }
    if (whole) {
      for (var step : SERIES) {
        open(host, service, step, options, report);
      }
      closed(host, service, CLOSED_PAIRS, options, report);
    } else if (options.has("closed")) {
      closed(host, service, options.number("pairs", CLOSED_PAIRS), options, report);
    } else if (options.has("pairs")) {
      var pairs = options.number("pairs", FIRST_PAIRS);
      var step = new Step(pairs, options.number("rate", pairs), 0);
      open(host, service, step, options, report);
    }
    if (whole || options.has("idle")) {
      setup.running().stop(service);
      report.progress("starting another board-service for idle boards");
      var fresh = host.boardService();
      var boards = pairs(host, options.number("idle", IDLE_BOARDS));
      report.add(IdleBoards.measure(fresh, host.origin(), boards));
    }
  }

  /** The compiler of the JVM needs thousands of calls before the code is what it will be. */
  private static void warm(Host host, Service service, Report report) throws Exception {
    report.progress("warming board-service for " + FIRST_SECONDS + " s, not counted");
    try (var classroom = enter(host, service, FIRST_PAIRS)) {
      new ClosedLoop(0, FIRST_SECONDS).run(classroom);
    }
  }

  private static void open(Host host, Service service, Step step, Options options, Report report)
      throws Exception {
    var loop =
        new OpenLoop(step.perSecond(), options.number("warmup", 10), options.number("seconds", 30));
    report.progress(
        "%,d pairs at %,d changes/s for %d s"
            .formatted(step.pairs(), loop.perSecond(), loop.warmupSeconds() + loop.seconds()));
    try (var classroom = enter(host, service, step.pairs())) {
      var use = ProcessorUse.of(host, service);
      loop.run(classroom);
      var section =
          new Section(
              "%,d pairs at %,d changes/s".formatted(step.pairs(), step.perSecond()),
              "open loop, latency from the intended time, %d s after %d s of warming up"
                  .formatted(loop.seconds(), loop.warmupSeconds()));
      var tally = classroom.tally();
      section.latencies("click→done", tally.clickToDone);
      if (step.p99Millis() > 0) {
        section.latencies("click→board", tally.clickToBoard, Aim.below(step.p99Millis()));
      } else {
        section.latencies("click→board", tally.clickToBoard);
      }
      section.figure("changes counted", tally.clickToBoard.count(), "");
      classroom.verdict().writeTo(section);
      use.writeTo(section);
      report.add(section);
    }
  }

  private static void closed(Host host, Service service, int pairs, Options options, Report report)
      throws Exception {
    var loop = new ClosedLoop(options.number("warmup", 10), options.number("seconds", 30));
    report.progress("closed loop of %,d pairs for %d s".formatted(pairs, loop.seconds()));
    try (var classroom = enter(host, service, pairs)) {
      var use = ProcessorUse.of(host, service);
      var perSecond = loop.run(classroom);
      var section =
          new Section(
              "Closed loop: the most changes a second",
              "%,d pairs, each with one change under way, %d s after %d s of warming up"
                  .formatted(pairs, loop.seconds(), loop.warmupSeconds()));
      section.figure("changes acknowledged", perSecond, "/s", Aim.atLeast(CLOSED_AIM));
      section.latencies("click→done", classroom.tally().clickToDone);
      section.latencies("click→board", classroom.tally().clickToBoard);
      classroom.verdict().writeTo(section);
      use.writeTo(section);
      report.add(section);
    }
  }

  private static Classroom enter(Host host, Service service, int pairs) throws Exception {
    return Classroom.enter(service.port(), host.origin(), pairs(host, pairs));
  }

  private static List<PairedBoard> pairs(Host host, int count) throws Exception {
    try (var connection = host.postgres().connect()) {
      return new School(host.sessionKey()).pairs(connection, count);
    }
  }
}
