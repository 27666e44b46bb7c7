package org.steadyboard.bench.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What it was measured on. */
public record Machine(
    int cores,
    String processor,
    double memoryGib,
    String system,
    String jdk,
    String postgres,
    String commit,
    double loadBefore) {

  private static final double GIB = 1024.0 * 1024 * 1024;

  /**
   * @param loadBefore {@link #load} before anything of ours ran
   */
  public static Machine here(Path root, String postgres, double loadBefore) {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return new Machine(
        system.getAvailableProcessors(),
        processorName(),
        system.getTotalMemorySize() / GIB,
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        System.getProperty("java.vm.vendor") + " " + Runtime.version(),
        postgres,
        commit(root),
        loadBefore);
  }

  /** The load average of the last minute; above 0.3 somebody else is at work. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("cores", cores)
        .put("processor", processor)
        .put("memoryGib", Math.round(memoryGib * 10) / 10.0)
        .put("system", system)
        .put("jdk", jdk)
        .put("postgres", postgres)
        .put("commit", commit)
        .put("loadBefore", loadBefore);
  }

  public String toLine() {
    return "on %d cores (%s), %.0f GiB, %s; JDK %s; %s; commit %s; load before %.2f"
        .formatted(cores, processor, memoryGib, system, jdk, postgres, commit, loadBefore);
  }

  private static String processorName() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  /** With a {@code +} when files differ from it. */
  private static String commit(Path root) {
    return git(root, "describe", "--always", "--dirty=+", "--exclude=*");
  }

  private static String git(Path root, String... arguments) {
    try {
      var command = new ArrayList<>(List.of("git", "-C", root.toString()));
      command.addAll(List.of(arguments));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isBlank() ? "unknown" : answer.strip();
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
