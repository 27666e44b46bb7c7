package org.steadyboard.localhosts.command;

import java.io.IOException;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.PartKind;

/** Starts, stops, kills, freezes or thaws a host or one part of it; returns when that is done. */
public final class PartCommand {
  private PartCommand() {}

  public static int run(Command.PartOrder command) throws IOException, InterruptedException {
    String part = command.part().map(PartKind::word).orElse(null);
    ControlClient.require(new DataFolder(command.data()))
        .part(command.verb().word(), command.host(), part);
    String done =
        switch (command.verb()) {
          case START -> "Ready: ";
          case STOP -> "Stopped: ";
          case KILL -> "Killed: ";
          case FREEZE -> "Frozen: ";
          case THAW -> "Thawed: ";
        };
    System.out.println(done + command.host() + (part == null ? "" : "/" + part));
    return 0;
  }
}
