package org.steadyboard.bench.read;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Tool;

/** By wrk, on one thread, told by a script what to ask for. */
final class Wrk implements HttpLoad {

  private static final String RESULT = "result: ";

  @Override
  public Answers run(Target target, int connections, int seconds)
      throws IOException, InterruptedException {
    var script = Files.createTempFile("bench-wrk", ".lua");
    try {
      Files.writeString(script, script(target));
      return parse(
          Tool.output(
              new ProcessBuilder(
                  List.of(
                      "wrk",
                      "--threads=1",
                      "--connections=" + connections,
                      "--duration=" + seconds + "s",
                      "--timeout=10s",
                      "--script=" + script,
                      "http://127.0.0.1:" + target.port()))));
    } finally {
      Files.delete(script);
    }
  }

  /** Paths and cookies hold no quotes: they are encoded for a URL, and base64. */
  private static String script(Target target) throws IOException {
    var paths =
        target.paths().stream().map(path -> "\"" + path + "\"").collect(Collectors.joining(", "));
    try (var template = Wrk.class.getResourceAsStream("wrk.lua")) {
      return new String(template.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .replace("@PATHS@", paths)
          .replace("@COOKIE@", target.cookie());
    }
  }

  static Answers parse(String output) {
    var json =
        output
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .map(line -> new JsonObject(line.substring(RESULT.length())))
            .findFirst()
            .orElseThrow(() -> new BenchFailure("wrk said nothing that was expected: " + output));
    var micros = json.getDouble("micros");
    return new Answers(
        json.getDouble("requests") * 1e6 / micros,
        json.getDouble("p50") / 1000,
        json.getDouble("p99") / 1000,
        json.getDouble("max") / 1000,
        json.getLong("failed"));
  }

  @Override
  public String toString() {
    return "wrk";
  }
}
