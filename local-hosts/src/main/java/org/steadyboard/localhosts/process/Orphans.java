package org.steadyboard.localhosts.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Ends what a supervisor left behind that was killed itself. Call it only while holding the data
 * folder's lock: then nothing in the register belongs to a living supervisor.
 */
public final class Orphans {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Orphans() {}

  /** Ends every recorded process that still runs, Postgres last; returns how many there were. */
  public static int end(Path registerFile) throws IOException {
    List<ProcessRecord> left =
        ProcessRegister.read(registerFile).stream()
            .filter(ProcessRecord::isRunning)
            .sorted(Comparator.comparing(ProcessRecord::fastStop))
            .toList();
    left.stream().filter(process -> !process.fastStop()).parallel().forEach(Orphans::end);
    left.stream().filter(ProcessRecord::fastStop).forEach(Orphans::end);
    Files.deleteIfExists(registerFile);
    return left.size();
  }

  private static void end(ProcessRecord process) {
    ProcessHandle.of(process.pid())
        .ifPresent(handle -> Signals.stop(handle, process.fastStop(), GRACE));
  }
}
