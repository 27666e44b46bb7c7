package org.steadyboard.bench.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.steadyboard.bench.BenchFailure;

/** Load generators of others that may be installed on this machine. */
public final class Tool {

  private Tool() {}

  public static boolean isInstalled(String name) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** What it printed, once it has ended well. It is stopped when this thread is interrupted. */
  public static String output(ProcessBuilder tool) throws IOException, InterruptedException {
    var process = tool.redirectErrorStream(true).start();
    try {
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
