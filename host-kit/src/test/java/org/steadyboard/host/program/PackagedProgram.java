package org.steadyboard.host.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * What the build made of this module: a jar to be run by a JVM, or a native program. Or whatever
 * else runs as it does, a container say.
 */
public final class PackagedProgram {

  private static final String PROGRAMS = "TESTED_PROGRAMS";
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final List<String> command;

  private PackagedProgram(List<String> command) {
    this.command = command;
  }

  /** How a run ended, and what it printed. */
  public record Ended(int status, List<String> out, List<String> err) {}

  /**
   * The one of this module's name in the folder that TESTED_PROGRAMS names; without that, the one
   * that the last build of this module made. {@code @QuarkusIntegrationTest} would run the same
   * one, but gives settings as properties of the JVM: a service looks at its environment before
   * anything else.
   */
  public static PackagedProgram ofThisModule() throws IOException {
    var programs = System.getenv(PROGRAMS);
    if (programs != null) {
      var module = TARGET.getParent().getFileName();
      return new PackagedProgram(List.of(Path.of(programs).resolve(module).toString()));
    }
    var built = new Properties();
    try (var reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
      built.load(reader);
    }
    var path = TARGET.resolve(built.getProperty("path")).toString();
    return new PackagedProgram(
        built.getProperty("type").equals("native")
            ? List.of(path)
            : List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path));
  }

  /**
   * Runs it with nothing but these settings in its environment, until it ends by itself.
   *
   * @param input what it reads from standard input
   */
  public Ended run(Map<String, String> settings, String input, String... words) throws Exception {
    var files = Files.createTempDirectory("program-");
    var out = files.resolve("out");
    var err = files.resolve("err");
    var in = Files.writeString(files.resolve("in"), input);
    var line = new ArrayList<>(command);
    line.addAll(List.of(words));
    var builder =
        new ProcessBuilder(line)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(settings);
    var process = builder.start();
    try {
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            "did not end within %s: %s".formatted(DEADLINE, Files.readString(err)));
      }
      return new Ended(process.exitValue(), lines(out), lines(err));
    } finally {
      process.destroyForcibly();
      for (var file : List.of(in, out, err, files)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Starts it as a service with nothing but these settings, on a port of its own; returns when it
   * is ready.
   */
  public RunningProgram start(Map<String, String> settings) throws IOException {
    return RunningProgram.start(command, settings);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }
}
