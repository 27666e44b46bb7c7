package org.steadyboard.bench.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.steadyboard.bench.BenchFailure;

/** Programs of others, load generators and peers, that may be installed on this machine. */
public final class Tool {

  /** Longer than any of them takes; then it hangs, and is ended. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Where servers are, also when a user's PATH does not name it. */
  private static final List<String> FOLDERS_OF_SERVERS = List.of("/usr/sbin", "/usr/local/sbin");

  private Tool() {}

  public static boolean isInstalled(String name) {
    return path(name).isPresent();
  }

  public static Optional<Path> path(String name) {
    return Stream.concat(
            Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", "")),
            FOLDERS_OF_SERVERS.stream())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * What it printed, once it has ended well, within {@link #LIMIT}. It is stopped when this thread
   * is interrupted.
   */
  public static String output(ProcessBuilder tool) throws IOException, InterruptedException {
    return output(tool, LIMIT);
  }

  static String output(ProcessBuilder tool, Duration limit)
      throws IOException, InterruptedException {
    var process = tool.redirectErrorStream(true).start();
    try {
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
          .execute(process::destroyForcibly);
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new BenchFailure(tool.command().getFirst() + " failed: " + output.strip());
      }
      return output;
    } finally {
      process.destroy();
    }
  }
}
