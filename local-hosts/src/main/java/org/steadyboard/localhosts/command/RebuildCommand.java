package org.steadyboard.localhosts.command;

import java.io.IOException;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;

/** Makes a host anew from its peers; returns when it serves again. */
public final class RebuildCommand {
  private RebuildCommand() {}

  public static int run(Command.Rebuild command) throws IOException, InterruptedException {
    ControlClient client = ControlClient.require(new DataFolder(command.data()));
    System.out.println("Making host " + command.host() + " anew");
    client.rebuild(command.host());
    System.out.println("Ready: " + command.host());
    return 0;
  }
}
