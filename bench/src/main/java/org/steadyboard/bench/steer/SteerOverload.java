package org.steadyboard.bench.steer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.timing.LatenciesOverTime;

/**
 * Far more than a host can, and what is left of it a moment later. A crowd clicks ten times as
 * often as a closed loop could; teachers of their own, on sockets of their own, click before,
 * meanwhile and after, and theirs are the clicks that are measured.
 */
final class SteerOverload {

  private static final int TIMES = 10;
  private static final int CLOSED_PAIRS = 1000;
  private static final int CLOSED_SECONDS = 10;

  /** A connection may say 50 messages a second; some are pings. */
  private static final int MOST_OF_ONE = 45;

  /** With sockets for both of each pair, within what one process may open. */
  private static final int MOST_PAIRS = 4000;

  private static final int PER_SECOND = 500;
  private static final int BEFORE_SECONDS = 5;
  private static final int OVERLOAD_SECONDS = 10;
  private static final int AFTER_SECONDS = 20;
  private static final Duration WINDOW = Duration.ofMillis(250);
  private static final double NORMAL_MILLIS = 20;

  /** A second of it: one good window among bad ones is luck. */
  private static final int IN_A_ROW = 4;

  private static final double AIM_MILLIS = 2000;

  private SteerOverload() {}

  static void run(Setup setup, Report report) throws Exception {
    var host = setup.hosts().a();
    report.progress("closed loop, to know what it can");
    double can;
    try (var classroom = SteerBench.enter(host, CLOSED_PAIRS)) {
      can = new ClosedLoop(CLOSED_SECONDS / 2, CLOSED_SECONDS).run(classroom);
    }
    var wanted = (int) (TIMES * can);
    var enough = Math.clamp(wanted / MOST_OF_ONE + 1, 1, MOST_PAIRS);
    var pairs = setup.options().number("pairs", enough);
    var rate = Math.min(wanted, pairs * MOST_OF_ONE);
    report.progress("%,d changes/s of %,d pairs for %d s".formatted(rate, pairs, OVERLOAD_SECONDS));
    measure(setup, report, can, pairs, rate);
  }

  private static void measure(Setup setup, Report report, double can, int pairs, int rate)
      throws Exception {
    var host = setup.hosts().a();
    try (var crowd = SteerBench.enter(host, pairs);
        var measured = SteerBench.enter(host, PER_SECOND)) {
      var use = ProcessorUse.of(setup.hosts());
      var flood = new Flood(crowd, rate);
      var flooding =
          Thread.ofPlatform()
              .start(
                  () -> {
                    if (slept(BEFORE_SECONDS)) {
                      flood.begin();
                    }
                    slept(OVERLOAD_SECONDS);
                    flood.end();
                  });
      var overTime =
          new OpenLoop(PER_SECOND, 0, BEFORE_SECONDS + OVERLOAD_SECONDS + AFTER_SECONDS)
              .run(measured, WINDOW);
      flooding.join();
      crowd.settle();
      var section =
          new Section(
              "Overload: %d times what it can for %d s, then %d changes/s"
                  .formatted(TIMES, OVERLOAD_SECONDS, PER_SECOND),
              "%,d pairs that click, at most as often as each may; measured are %d others, once a second each, in windows of %d ms"
                  .formatted(pairs, PER_SECOND, WINDOW.toMillis()));
      section
          .figure("what it can: closed loop", can, "/s")
          .figure("changes wanted", rate, "/s")
          .figure("changes said", flood.said() / (double) OVERLOAD_SECONDS, "/s")
          .figure("changes acknowledged", crowd.tally().done / (double) OVERLOAD_SECONDS, "/s")
          .figure("changes refused", crowd.tally().refused / (double) OVERLOAD_SECONDS, "/s")
          .figure("connections of the crowd lost", crowd.tally().disconnected, "");
      write(overTime, measured, section);
      section
          .figure("lost", crowd.verdict().lost() + measured.verdict().lost(), "", Aim.exactly(0))
          .note("the load generator has a processor or two, too: it may not get to say ten times");
      use.writeTo(section);
      report.add(section);
    }
  }

  private static void write(LatenciesOverTime overTime, Classroom measured, Section section)
      throws InterruptedException {
    var end = Duration.ofSeconds(BEFORE_SECONDS + OVERLOAD_SECONDS);
    var normal = overTime.untilWithin(end, NORMAL_MILLIS, IN_A_ROW);
    var wellFrom = (int) (end.plusMillis((long) AIM_MILLIS).toMillis() / WINDOW.toMillis());
    var refusedLater =
        overTime.windows().stream()
            .skip(wellFrom)
            .mapToLong(LatenciesOverTime.Window::failed)
            .sum();
    section
        .figure("click→board p99 before", p99(overTime, 0, BEFORE_SECONDS), "ms")
        .figure(
            "click→board p99 meanwhile",
            p99(overTime, BEFORE_SECONDS, BEFORE_SECONDS + OVERLOAD_SECONDS),
            "ms")
        .figure("normal again after", normal.toMillis(), "ms", Aim.below(AIM_MILLIS))
        .figure("refused meanwhile and just after", measured.tally().refused - refusedLater, "")
        .figure(
            "refused or not answered from %d ms on".formatted((long) AIM_MILLIS),
            refusedLater,
            "",
            Aim.exactly(0))
        .figure("connections of these lost", measured.verdict().disconnected(), "", Aim.exactly(0));
  }

  /** The greatest of the windows'. */
  private static double p99(LatenciesOverTime overTime, int fromSecond, int toSecond) {
    var perSecond = Duration.ofSeconds(1).dividedBy(WINDOW);
    return overTime.windows().stream()
        .skip(fromSecond * perSecond)
        .limit((toSecond - fromSecond) * perSecond)
        .mapToDouble(window -> window.latencies().millisAt(99))
        .max()
        .orElse(0);
  }

  private static boolean slept(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
