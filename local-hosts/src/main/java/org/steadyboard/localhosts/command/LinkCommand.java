package org.steadyboard.localhosts.command;

import java.io.IOException;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;

/** Cuts or heals the link between two hosts, both ways; returns when that is done. */
public final class LinkCommand {
  private LinkCommand() {}

  public static int run(Command.LinkOrder command) throws IOException, InterruptedException {
    ControlClient client = ControlClient.require(new DataFolder(command.data()));
    client.link(command.cut() ? "cut" : "heal", command.one(), command.other());
    System.out.println(
        (command.cut() ? "Cut: " : "Healed: ") + command.one() + " and " + command.other());
    return 0;
  }
}
