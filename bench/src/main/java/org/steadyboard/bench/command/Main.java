package org.steadyboard.bench.command;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.compare.CompareBench;
import org.steadyboard.bench.failover.FailoverBench;
import org.steadyboard.bench.failover.HerdBench;
import org.steadyboard.bench.fuzz.FuzzBench;
import org.steadyboard.bench.host.HostBench;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.LastWords;
import org.steadyboard.bench.machine.Running;
import org.steadyboard.bench.media.MediaBench;
import org.steadyboard.bench.read.ReadBench;
import org.steadyboard.bench.read.SignInBench;
import org.steadyboard.bench.report.Machine;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.steer.SteerBench;
import org.steadyboard.localhosts.CommandFailure;

/**
 * Runs benchmarks by name, all of them when none is named. Exit status: 0 measured, also when an
 * aim was missed; 1 when a change was lost or refused, or a benchmark could not run.
 */
public final class Main {

  private static final List<Benchmark> ALL =
      List.of(
          new SteerBench(),
          new FailoverBench(),
          new HerdBench(),
          new ReadBench(),
          new SignInBench(),
          new HostBench(),
          new FuzzBench(),
          new CompareBench(),
          new MediaBench());
  private static final int FIRST_PORT = 8700;

  private Main() {}

  public static void main(String... arguments) {
    // The embedded Postgres says much through SLF4J, and that there is nobody to hear it.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    try {
      var options = Options.parse(arguments);
      if (options.has("list") || options.has("help")) {
        ALL.forEach(b -> System.out.println(b.name() + "  " + b.about().replace("\n", "\n  ")));
        return 0;
      }
      var sound = true;
      for (var benchmark : chosen(options)) {
        sound &= run(benchmark, options);
      }
      return sound ? 0 : 1;
    } catch (BenchFailure e) {
      System.err.println("bench: " + e.getMessage());
      return 1;
    } catch (CommandFailure e) {
      System.err.println("bench: " + LastWords.reason(e.getMessage().lines().toList()));
      return 1;
    } catch (Exception e) {
      e.printStackTrace();
      System.err.println("bench: " + e);
      return 1;
    }
  }

  private static List<Benchmark> chosen(Options options) {
    if (options.names().isEmpty()) {
      return ALL;
    }
    return options.names().stream().map(Main::named).toList();
  }

  private static Benchmark named(String name) {
    return ALL.stream()
        .filter(b -> b.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BenchFailure("there is no benchmark " + name + ": see --list"));
  }

  private static boolean run(Benchmark benchmark, Options options) throws Exception {
    var root = root();
    var place = new Hosts.Place(root, options.number("port", FIRST_PORT), options.has("native"));
    try (var running = Running.untilExit()) {
      var startedAt = Instant.now();
      var load = Machine.load();
      System.out.println(
          "… starting "
              + (benchmark.hosts(options) == 1 ? "a host" : benchmark.hosts(options) + " hosts"));
      var hosts = Hosts.up(running, place, benchmark.hosts(options));
      var machine = Machine.here(root, hosts.a().postgres().describe(), load);
      System.out.println("bench " + benchmark.name() + " " + machine.toLine());
      var report = new Report(benchmark.name(), startedAt, machine, System.out);
      benchmark.run(new Setup(options, running, hosts), report);
      System.out.println("\n" + report.summary());
      System.out.println(
          "written to " + root.relativize(report.write(root.resolve("bench/results"))));
      return report.isSound();
    }
  }

  /** The product's folder: this program lies in its bench/target. */
  private static Path root() {
    try {
      var self = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return self.getParent().getParent().getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
