package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.util.Optional;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.status.SetStatus;
import org.steadyboard.localhosts.status.StatusTable;

/** Shows what runs; fails when nothing does. */
public final class StatusCommand {
  private StatusCommand() {}

  public static int run(Command.Status command) throws IOException, InterruptedException {
    DataFolder data = new DataFolder(command.data());
    Optional<ControlClient> client = ControlClient.of(data);
    SetStatus status =
        client.isPresent() ? client.get().status() : SetStatus.down(data.path().toString());
    if (command.json()) {
      System.out.println(status.toJson().encodePrettily());
    } else if (status.running()) {
      System.out.print(StatusTable.render(status));
    }
    if (!status.running()) {
      throw CommandFailure.because("nothing is running in " + data.path());
    }
    return 0;
  }
}
