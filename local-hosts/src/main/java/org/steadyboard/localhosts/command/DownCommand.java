package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.control.ControlAddress;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.FolderTree;
import org.steadyboard.localhosts.process.Orphans;
import org.steadyboard.localhosts.supervisor.DataLock;

/** Stops a set of hosts, also one whose supervisor is gone, and removes its data when told to. */
public final class DownCommand {
  /** Longer than all graces of the parts together. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private DownCommand() {}

  public static int run(Command.Down command) throws IOException, InterruptedException {
    DataFolder data = new DataFolder(command.data());
    if (!Files.isDirectory(data.path())) {
      System.out.println("Nothing is running: there is no " + data.path());
      return 0;
    }
    Optional<ControlClient> running = ControlClient.of(data);
    if (running.isPresent()) {
      running.get().stopAll();
    }
    try (DataLock _ = awaitLock(data)) {
      int orphans = Orphans.end(data.processes());
      Files.deleteIfExists(data.control());
      boolean stopped = running.isPresent() || orphans > 0;
      System.out.println(stopped ? "Stopped." : "Nothing was running in " + data.path());
      if (command.wipe()) {
        wipe(data);
      }
    }
    return 0;
  }

  /**
   * Removes only folders that hold our own mark: a mistyped {@code --data} must not cost a home
   * folder.
   */
  private static void wipe(DataFolder data) throws IOException {
    if (!Files.exists(data.keys()) && !Files.isDirectory(data.hosts())) {
      throw CommandFailure.because(data.path() + " holds no hosts; it is left as it is");
    }
    FolderTree.remove(data.path());
    System.out.println("Removed " + data.path());
  }

  private static DataLock awaitLock(DataFolder data) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LIMIT);
    while (true) {
      Optional<DataLock> lock = DataLock.tryTake(data);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (Instant.now().isAfter(deadline)) {
        throw CommandFailure.because(
            "still running after "
                + LIMIT.toSeconds()
                + " s"
                + ControlAddress.read(data).map(at -> ": process " + at.pid()).orElse(""));
      }
      Thread.sleep(BETWEEN_TRIES);
    }
  }
}
