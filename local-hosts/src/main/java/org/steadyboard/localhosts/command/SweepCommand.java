package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.process.Orphans;
import org.steadyboard.localhosts.supervisor.DataLock;

/** Ends what a killed supervisor left, unless a new one has come and does so itself. */
public final class SweepCommand {
  private SweepCommand() {}

  public static int run(Command.Sweep command) throws IOException {
    DataFolder data = new DataFolder(command.data());
    if (!Files.isDirectory(data.path())) {
      return 0;
    }
    Optional<DataLock> lock = DataLock.tryTake(data);
    if (lock.isPresent()) {
      try (DataLock _ = lock.get()) {
        Orphans.end(data.processes());
      }
    }
    return 0;
  }
}
