package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.firstrun.FirstRun;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.FolderTree;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.process.Orphans;
import org.steadyboard.localhosts.program.Programs;
import org.steadyboard.localhosts.rehearsal.Rehearsal;
import org.steadyboard.localhosts.supervisor.DataLock;
import org.steadyboard.localhosts.supervisor.Preflight;
import org.steadyboard.localhosts.supervisor.RunningSet;

/**
 * Runs one host through its first run and a morning at school, so that the JVM sees what a part
 * needs to start and to serve. What each part wrote down when it ended is the cache that later ones
 * start from; beside that of a service are the JVM's options that it holds for. The data folder is
 * one of its own, and is gone afterwards.
 */
public final class TrainCommand {
  private static final int FIRST_PORT = 18_700;
  private static final int LAST_PORT = 28_700;

  private TrainCommand() {}

  public static int run(Installation installation, Command.Train command)
      throws IOException, InterruptedException {
    installation.requireBuilt();
    DataFolder data = new DataFolder(command.data());
    data.create();
    Optional<DataLock> lock = DataLock.tryTake(data);
    if (lock.isEmpty()) {
      throw UpCommand.alreadyRunning(data);
    }
    try (DataLock _ = lock.get()) {
      // Whatever a training that was broken off left: only a whole first run is worth keeping.
      Orphans.end(data.processes());
      FolderTree.remove(data.hosts());
      Files.deleteIfExists(data.demoDone());
      train(installation.forTraining(), data);
    } finally {
      FolderTree.remove(data.path());
    }
    for (PartKind service : PartKind.SERVICES) {
      keep(installation, service);
      Files.write(
          installation.jvmOptions(service), Programs.onJvm(installation).onJvm(service).options());
    }
    keep(installation, PartKind.INGRESS);
    return 0;
  }

  private static void keep(Installation installation, PartKind part) throws IOException {
    Path made = installation.cacheInTraining(part);
    if (!Files.exists(made)) {
      throw CommandFailure.because(part.word() + " has left no cache");
    }
    Files.move(made, installation.cache(part), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void train(Installation installation, DataFolder data)
      throws IOException, InterruptedException {
    var set = RunningSet.open(Programs.onJvm(installation), data, data.places(1, freePort(data)));
    var stop = new Thread(set::close, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    new FirstRun(installation, data, set).start(System.out);
    System.out.println("Rehearsing a morning at school");
    new Rehearsal(set.firstHost().place().publicUrl()).run();
    set.close();
    Runtime.getRuntime().removeShutdownHook(stop);
  }

  /** Nobody chose a port for this. */
  private static int freePort(DataFolder data) throws IOException {
    for (int port = FIRST_PORT; port < LAST_PORT; port += LinkPlace.PORTS_PER_SET) {
      if (isFree(data, port)) {
        return port;
      }
    }
    throw CommandFailure.because("no ports are free");
  }

  private static boolean isFree(DataFolder data, int port) throws IOException {
    try {
      Preflight.check(data, data.places(1, port), port + DataFolder.CONTROL_PORT_OFFSET);
      return true;
    } catch (CommandFailure inUse) {
      if (port + LinkPlace.PORTS_PER_SET >= LAST_PORT) {
        throw inUse;
      }
      return false;
    }
  }
}
