package org.steadyboard.bench.host;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Hosts;
import org.steadyboard.bench.machine.Running;

/**
 * How long {@code ./steadyboard up} takes on a built tree, script and all, until it says that
 * everything is ready: with an empty data folder, and again.
 */
record UpTimes(double firstSeconds, double againSeconds) {

  private static final String READY = "Steadyboard is ready.";

  static UpTimes measure(Running running, Hosts.Place place, int hosts) throws Exception {
    command(place, List.of("down", "--wipe")).start().waitFor();
    var first = up(running, place, hosts);
    return new UpTimes(first, up(running, place, hosts));
  }

  private static double up(Running running, Hosts.Place place, int hosts) throws Exception {
    var start = System.nanoTime();
    var process = command(place, place.up(hosts)).redirectErrorStream(true).start();
    var set = running.add(new Set(process));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var last = "it said nothing";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(READY)) {
          var seconds = (System.nanoTime() - start) / 1e9;
          running.stop(set);
          return seconds;
        }
        last = line.isBlank() ? last : line;
      }
      throw new BenchFailure("the hosts did not start: " + last);
    }
  }

  /** Ends as a Ctrl-C would end it. */
  private record Set(Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  private static ProcessBuilder command(Hosts.Place place, List<String> words) {
    var command = new ArrayList<String>();
    command.add(place.root().resolve("steadyboard").toString());
    command.addAll(words);
    command.addAll(List.of("--data", place.data().path().toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }
}
