package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.steadyboard.localhosts.BoundedConsole;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.Installation;

/** The commands of {@code ./steadyboard} that speak of running hosts. */
public final class Main {
  private Main() {}

  public static void main(String[] words) throws InterruptedException {
    int status;
    BoundedConsole.install();
    try {
      Installation installation = Installation.found();
      status = run(installation, new CommandLine(installation.defaultData()).parse(List.of(words)));
    } catch (CommandFailure failure) {
      System.err.println("steadyboard: " + failure.getMessage());
      status = failure.exitStatus();
    } catch (IOException e) {
      System.err.println("steadyboard: " + oneLine(e));
      status = CommandFailure.FAILED;
    }
    System.exit(status);
  }

  private static int run(Installation installation, Command command)
      throws IOException, InterruptedException {
    return switch (command) {
      case Command.Up up -> UpCommand.run(installation, up);
      case Command.Down down -> DownCommand.run(down);
      case Command.Status status -> StatusCommand.run(status);
      case Command.PartOrder order -> PartCommand.run(order);
      case Command.LinkOrder order -> LinkCommand.run(order);
      case Command.Rebuild order -> RebuildCommand.run(order);
      case Command.Import order -> ImportCommand.run(order);
      case Command.Sweep sweep -> SweepCommand.run(sweep);
      case Command.Train train -> TrainCommand.run(installation, train);
    };
  }

  private static String oneLine(IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (message.contains("No space left on device")) {
      return "the disk is full: " + message;
    }
    return e instanceof FileSystemException ? "cannot use the file " + message : message;
  }
}
