package org.steadyboard.localhosts.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.steadyboard.database.Schema;
import org.steadyboard.localhosts.CommandFailure;

/**
 * Whether a program runs on this machine and is of this build, found out before anything is
 * started: asked for its schema, it says one line and ends.
 */
record ProgramCheck(Path file, Duration limit) {
  private static final String SAY_SCHEMA = "--schema";
  private static final int MOST_BYTES = 4096;

  /** Fails with one line. */
  void run() throws InterruptedException {
    String said = answer();
    if (!said.equals(Schema.version())) {
      throw CommandFailure.because(
          "%s is of another version: it has schema %s, and this build has %s"
              .formatted(file, said, Schema.version()));
    }
  }

  private String answer() throws InterruptedException {
    var builder =
        new ProcessBuilder(file.toString(), SAY_SCHEMA)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
    try {
      requireOurProcessor();
      Process process = builder.start();
      try (var out = process.getInputStream()) {
        // A program that is no service of ours may go on and on: it is ended below.
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        String said = ended ? new String(out.readNBytes(MOST_BYTES)).strip() : "";
        if (!ended || process.exitValue() != 0) {
          throw doesNotRun(ended ? lastLine(said) : "it does not end");
        }
        return lastLine(said);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw doesNotRun(e.getMessage());
    }
  }

  /** To start it would not tell: what the system refuses, Java has a shell try to read. */
  private void requireOurProcessor() throws IOException {
    Optional<ElfHeader> its = ElfHeader.of(file);
    Optional<ElfHeader> ours = ElfHeader.ofThisProcess();
    if (its.isPresent() && ours.isPresent() && !its.equals(ours)) {
      throw doesNotRun("it is a program for another processor");
    }
  }

  private CommandFailure doesNotRun(String why) {
    return CommandFailure.because("%s does not run here: %s".formatted(file, why));
  }

  private static String lastLine(String said) {
    return said.isEmpty() ? "it says nothing" : said.lines().toList().getLast();
  }
}
