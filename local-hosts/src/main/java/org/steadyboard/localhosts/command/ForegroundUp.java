package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.firstrun.FirstRun;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.program.Programs;
import org.steadyboard.localhosts.supervisor.Preflight;
import org.steadyboard.localhosts.supervisor.RunningSet;

/** Runs a set of hosts in this process until a signal or {@code down} ends it. */
final class ForegroundUp {
  private final Programs programs;
  private final Command.Up command;
  private final DataFolder data;
  private final AtomicBoolean stopping = new AtomicBoolean();

  ForegroundUp(Programs programs, Command.Up command, DataFolder data) {
    this.programs = programs;
    this.command = command;
    this.data = data;
  }

  int run() throws IOException, InterruptedException {
    List<HostPlace> places = data.places(command.hosts(), command.port());
    Preflight.check(data, places, command.port() + DataFolder.CONTROL_PORT_OFFSET);
    var set = RunningSet.open(programs, data, places);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(set), "stop"));
    try {
      new FirstRun(programs.installation(), data, set).start(System.out);
      set.ready();
      System.out.println(Summary.of(places, data));
      new CountDownLatch(1).await();
      return 0;
    } catch (CommandFailure failure) {
      if (stopping.get()) {
        // The failure is our own doing: a part was stopped while it started.
        new CountDownLatch(1).await();
      }
      throw failure;
    }
  }

  private void stop(RunningSet set) {
    stopping.set(true);
    System.out.println(UpCommand.STOPPING);
    set.close();
    System.out.println("Stopped. The data stay in " + data.path());
  }
}
