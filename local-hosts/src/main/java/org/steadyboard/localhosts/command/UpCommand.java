package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.control.ControlAddress;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.process.Orphans;
import org.steadyboard.localhosts.program.NativePrograms;
import org.steadyboard.localhosts.program.Programs;
import org.steadyboard.localhosts.supervisor.DataLock;

/** Starts a set of hosts, here or detached, unless it runs already. */
public final class UpCommand {
  /** The last thing that hosts say before they end; a failure is told before it. */
  public static final String STOPPING = "Stopping …";

  private UpCommand() {}

  public static int run(Installation installation, Command.Up command)
      throws IOException, InterruptedException {
    Programs programs = programs(installation, command.natively());
    programs.require();
    DataFolder data = new DataFolder(command.data());
    data.create();
    if (command.detach()) {
      return DetachedUp.run(installation, command, data);
    }
    Optional<DataLock> lock = DataLock.tryTake(data);
    if (lock.isEmpty()) {
      throw alreadyRunning(data);
    }
    try (DataLock _ = lock.get()) {
      int orphans = Orphans.end(data.processes());
      if (orphans > 0) {
        System.out.println("Ended " + orphans + " processes that an earlier run had left behind");
      }
      return new ForegroundUp(programs, command, data).run();
    }
  }

  private static Programs programs(Installation installation, Set<String> natively) {
    return new Programs(
        installation,
        natively.isEmpty()
            ? Optional.empty()
            : Optional.of(NativePrograms.of(System.getenv(), natively)));
  }

  static CommandFailure alreadyRunning(DataFolder data) throws IOException {
    String who = ControlAddress.read(data).map(at -> " (process " + at.pid() + ")").orElse("");
    return CommandFailure.because(
        "hosts are already running in "
            + data.path()
            + who
            + "; './steadyboard down' stops them, './steadyboard status' shows them");
  }
}
