package org.steadyboard.bench.steer;

import java.time.Duration;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.machine.JvmMemory;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.timing.LatenciesOverTime;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.Memory;

/**
 * A morning at full load on a host that is new: its database knows no statistics yet, and nothing
 * has warmed its services. What gets slower with time, or until somebody has tidied up, shows here
 * and in no run of half a minute.
 */
final class SteerSoak {

  private static final int PAIRS = 2000;
  private static final int SECONDS = 600;
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final double MIB = 1024.0 * 1024;
  private static final double KIB_IN_MIB = 1024;

  /** More than a fresh service needs to have seen everything once. */
  private static final double GROWTH_MIB = 24;

  private SteerSoak() {}

  static void run(Setup setup, Report report) throws Exception {
    var pairs = setup.options().number("pairs", PAIRS);
    var loop =
        new OpenLoop(
            setup.options().number("rate", pairs), 0, setup.options().number("seconds", SECONDS));
    var host = setup.hosts().a();
    report.progress(
        "%,d pairs at %,d changes/s for %d s on a fresh database"
            .formatted(pairs, loop.perSecond(), loop.seconds()));
    try (var classroom = SteerBench.enter(host, pairs)) {
      var before = HostMemory.of(host);
      var use = ProcessorUse.of(setup.hosts());
      var overTime = loop.run(classroom, WINDOW);
      var section =
          new Section(
              "Soak: %,d pairs at %,d changes/s for %d s"
                  .formatted(pairs, loop.perSecond(), loop.seconds()),
              "open loop, latency from the intended time, on a database and services that have just been made and warmed by nothing");
      section.latencies("click→done", classroom.tally().clickToDone);
      section.latencies("click→board", classroom.tally().clickToBoard);
      write(overTime, section);
      section.figure("changes counted", classroom.tally().clickToBoard.count(), "");
      classroom.verdict().writeTo(section);
      before.writeTo(section, HostMemory.of(host));
      use.writeTo(section);
      report.add(section);
    }
  }

  private static void write(LatenciesOverTime overTime, Section section) {
    var windows = overTime.windows();
    for (var i = 0; i < windows.size(); i++) {
      var p99 = windows.get(i).latencies().millisAt(99);
      section.figure(
          "click→board p99, %d to %d s"
              .formatted(i * WINDOW.toSeconds(), (i + 1) * WINDOW.toSeconds()),
          p99,
          "ms");
    }
    windows.stream()
        .skip(1)
        .mapToDouble(window -> window.latencies().millisAt(99))
        .max()
        .ifPresent(
            worst ->
                section.figure(
                    "the greatest of these after the first",
                    worst,
                    "ms",
                    Aim.below(SteerBench.P99_MILLIS)));
  }

  /** What board-service and Postgres take now. */
  private record HostMemory(JvmMemory service, double postgresMib) {

    static HostMemory of(Host host) {
      return new HostMemory(
          JvmMemory.of(host.boardService().process()),
          Memory.of(host.process(PartKind.POSTGRES))
                  .orElseThrow(() -> new BenchFailure("the memory of Postgres is not known"))
              / MIB);
    }

    /** This one was before, {@code after} is after. */
    void writeTo(Section section, HostMemory after) {
      section
          .figure("board-service before, live objects", service.heapKib() / KIB_IN_MIB, "MiB")
          .figure("board-service after, live objects", after.service.heapKib() / KIB_IN_MIB, "MiB")
          .figure(
              "growth of live objects",
              (after.service.heapKib() - service.heapKib()) / KIB_IN_MIB,
              "MiB",
              Aim.below(GROWTH_MIB))
          .figure(
              "board-service before, after a collection",
              service.rssAfterGcKib() / KIB_IN_MIB,
              "MiB")
          .figure(
              "board-service after, after a collection",
              after.service.rssAfterGcKib() / KIB_IN_MIB,
              "MiB")
          .figure("Postgres before, proportional shares", postgresMib, "MiB")
          .figure("Postgres after, proportional shares", after.postgresMib, "MiB");
    }
  }
}
