package org.steadyboard.bench.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/**
 * What was said to a host over one connection, byte by byte.
 *
 * @param name of the route, under which it counts
 * @param port on the loopback
 * @param whole whether a host can answer it; else it waits for more
 */
record Attempt(String name, int port, byte[] bytes, boolean whole) {

  /** What is longer goes into a file, in bytes. */
  static final int MOST_IN_A_LINE = 3_000;

  private static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);

  /** A HEAD: its answer has no body. */
  boolean asksForTheHeadAlone() {
    return bytes.length >= HEAD.length
        && Arrays.equals(bytes, 0, HEAD.length, HEAD, 0, HEAD.length);
  }

  /**
   * A line for a shell that says it again.
   *
   * @param folder for what is too long for a line
   */
  String again(long seed, Path folder) throws IOException {
    if (bytes.length <= MOST_IN_A_LINE) {
      return "printf %%s '%s' | base64 -d | nc -w 10 127.0.0.1 %d"
          .formatted(Base64.getEncoder().encodeToString(bytes), port);
    }
    Files.createDirectories(folder);
    var file = Files.write(folder.resolve("fuzz-" + seed + ".bin"), bytes);
    return "nc -w 10 127.0.0.1 %d < %s".formatted(port, file);
  }
}
