package org.steadyboard.bench.steer;

import java.util.List;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.sql.CommitFloor;
import org.steadyboard.localhosts.layout.PartKind;

/** From a teacher's click to the digiboard, through a whole board-service with durable commits. */
public final class SteerBench implements Benchmark {

  /** How fast 99 of 100 changes are to reach the board at 2,000 changes a second. */
  static final double P99_MILLIS = 8;

  private static final int CLOSED_PAIRS = 1000;
  private static final int IDLE_BOARDS = 10_000;
  private static final double CLOSED_AIM = 12_000;
  private static final int FIRST_PAIRS = 500;
  private static final int FIRST_SECONDS = 15;

  /** An open loop of the series, and how fast 99 of 100 changes are to reach the board. */
  private record Step(int pairs, int perSecond, double p99Millis) {}

  private static final List<Step> SERIES =
      List.of(new Step(500, 500, 4), new Step(2000, 2000, P99_MILLIS));

  @Override
  public String name() {
    return "steer";
  }

  @Override
  public String about() {
    return """
        teachers steer digiboards: latency in an open loop, most changes in a closed loop, overload, idle boards
          [--pairs P --rate R] [--closed] [--idle N] [--seconds S] [--warmup S]
          --soak       10 minutes on a fresh database that nothing has warmed [--pairs P --rate R --seconds S]
          --overload   ten times what it can for 10 s, then 500 changes/s [--pairs P]
          --across     teachers on one host, boards on the other [--replicated: the clicks go by the teachers' host]""";
  }

  @Override
  public int hosts(Options options) {
    return options.has("across") ? 2 : 1;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    var options = setup.options();
    if (options.has("across")) {
      SteerAcross.run(setup, report);
    } else if (options.has("soak")) {
      SteerSoak.run(setup, report);
    } else {
      new Run(setup, report).run();
    }
  }

  /** On one host that has been warmed. */
  private record Run(Setup setup, Report report) {

    private Options options() {
      return setup.options();
    }

    private Host host() {
      return setup.hosts().a();
    }

    private void run() throws Exception {
      var whole = List.of("pairs", "closed", "overload", "idle").stream().noneMatch(options()::has);
      report.progress("one-row commits, as the floor");
      host().postgres().fillLogFiles();
      report.add(CommitFloor.measure(host().postgres()));
      if (whole || !options().has("idle")) {
        warm();
      }
      if (whole) {
        for (var step : SERIES) {
          open(step);
        }
        closed(CLOSED_PAIRS);
      } else if (options().has("closed")) {
        closed(options().number("pairs", CLOSED_PAIRS));
      } else if (options().has("pairs") && !options().has("overload")) {
        var pairs = options().number("pairs", FIRST_PAIRS);
        open(new Step(pairs, options().number("rate", pairs), 0));
      }
      if (whole || options().has("overload")) {
        SteerOverload.run(setup, report);
      }
      if (whole || options().has("idle")) {
        idle();
      }
    }

    /** The compiler of the JVM needs thousands of calls before the code is what it will be. */
    private void warm() throws Exception {
      report.progress("warming board-service for " + FIRST_SECONDS + " s, not counted");
      try (var classroom = enter(host(), FIRST_PAIRS)) {
        new ClosedLoop(0, FIRST_SECONDS).run(classroom);
      }
    }

    private void open(Step step) throws Exception {
      var loop =
          new OpenLoop(
              step.perSecond(), options().number("warmup", 10), options().number("seconds", 30));
      report.progress(
          "%,d pairs at %,d changes/s for %d s"
              .formatted(step.pairs(), loop.perSecond(), loop.warmupSeconds() + loop.seconds()));
      try (var classroom = enter(host(), step.pairs())) {
        var use = ProcessorUse.of(setup.hosts());
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

    private void closed(int pairs) throws Exception {
      var loop = new ClosedLoop(options().number("warmup", 10), options().number("seconds", 30));
      report.progress("closed loop of %,d pairs for %d s".formatted(pairs, loop.seconds()));
      try (var classroom = enter(host(), pairs)) {
        var use = ProcessorUse.of(setup.hosts());
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

    private void idle() throws Exception {
      report.progress("starting board-service again for idle boards");
      host().stop(PartKind.BOARD);
      host().start(PartKind.BOARD);
      var boards = pairs(host(), options().number("idle", IDLE_BOARDS));
      report.add(IdleBoards.measure(host().boardService(), host().origin(), boards));
    }
  }

  static Classroom enter(Host host, int pairs) throws Exception {
    return Classroom.enter(host.boardService().port(), host.origin(), pairs(host, pairs));
  }

  private static List<PairedBoard> pairs(Host host, int count) throws Exception {
    try (var connection = host.postgres().connect()) {
      return new School(host.sessionKey()).pairs(connection, count);
    }
  }
}
