package org.steadyboard.bench.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Postgres;
import org.steadyboard.bench.machine.Tool;
import org.steadyboard.localhosts.postgres.Database;

/** By Postgres' own load generator, with prepared statements. */
final class Pgbench implements SqlLoad {

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern MEAN = Pattern.compile("latency average = ([0-9.]+) ms");
  private static final int THREADS = 2;

  static boolean isInstalled() {
    return Tool.isInstalled("pgbench");
  }

  @Override
  public Rate run(Postgres postgres, List<String> scripts, int clients, int seconds)
      throws InterruptedException {
    try {
      var folder = Files.createTempDirectory("bench-sql");
      try {
        return parse(Tool.output(command(postgres, files(folder, scripts), clients, seconds)));
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new BenchFailure("pgbench did not run: " + e.getMessage(), e);
    }
  }

  private static ProcessBuilder command(
      Postgres postgres, List<Path> files, int clients, int seconds) {
    var command = new ArrayList<>(List.of("pgbench", "--no-vacuum", "--protocol=prepared"));
    command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(postgres.port())));
    command.addAll(List.of("-U", Database.OWNER, "-c", Integer.toString(clients)));
    command.addAll(List.of("-j", Integer.toString(Math.min(THREADS, clients))));
    command.addAll(List.of("-T", Integer.toString(seconds)));
    files.forEach(file -> command.addAll(List.of("-f", file.toString())));
    command.add(Database.NAME);
    var builder = new ProcessBuilder(command);
    builder.environment().put("PGPASSWORD", postgres.keys().databasePassword());
    return builder;
  }

  static Rate parse(String output) {
    var rate = RATE.matcher(output);
    var mean = MEAN.matcher(output);
    if (!rate.find() || !mean.find()) {
      throw new BenchFailure("pgbench said nothing that was expected: " + output);
    }
    return new Rate(Double.parseDouble(rate.group(1)), Double.parseDouble(mean.group(1)));
  }

  private static List<Path> files(Path folder, List<String> scripts) throws IOException {
    var files = new ArrayList<Path>();
    for (var script : scripts) {
      var file = folder.resolve(files.size() + ".sql");
      files.add(Files.writeString(file, script + "\n", StandardCharsets.UTF_8));
    }
    return files;
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Override
  public String toString() {
    return "pgbench (prepared statements)";
  }
}
