package org.steadyboard.localhosts.command;

import java.io.IOException;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;

/** Cuts the link between two hosts, both ways or one, or heals it; returns when that is done. */
public final class LinkCommand {
  private LinkCommand() {}

  public static int run(Command.LinkOrder command) throws IOException, InterruptedException {
    ControlClient client = ControlClient.require(new DataFolder(command.data()));
    client.link(command.verb().word(), command.one(), command.other());
    System.out.println(
        switch (command.verb()) {
          case CUT -> "Cut: " + command.one() + " and " + command.other();
          case CUT_ONE_WAY -> "Cut: from " + command.one() + " to " + command.other();
          case HEAL -> "Healed: " + command.one() + " and " + command.other();
        });
    return 0;
  }
}
