package org.steadyboard.localhosts.command;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.process.OwnSession;
import org.steadyboard.localhosts.supervisor.DataLock;

/**
 * Starts the supervisor in a session of its own, shows what it says, and returns when it is ready.
 */
final class DetachedUp {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private DetachedUp() {}

  static int run(Installation installation, Command.Up command, DataFolder data)
      throws IOException, InterruptedException {
    refuseIfRunning(data);
    Files.deleteIfExists(data.control());
    Process supervisor = start(installation, command, data);
    // A Ctrl-C while it starts is meant for the hosts too.
    Thread stopWithUs = new Thread(supervisor::destroy);
    Runtime.getRuntime().addShutdownHook(stopWithUs);
    try (var log = new RandomAccessFile(data.upLog().toFile(), "r")) {
      while (!ready(data)) {
        if (!supervisor.isAlive()) {
          copy(log);
          Runtime.getRuntime().removeShutdownHook(stopWithUs);
          return Math.max(CommandFailure.FAILED, supervisor.exitValue());
        }
        copy(log);
        Thread.sleep(BETWEEN_LOOKS);
      }
      copy(log);
    }
    Runtime.getRuntime().removeShutdownHook(stopWithUs);
    return 0;
  }

  private static void refuseIfRunning(DataFolder data) throws IOException {
    Optional<DataLock> lock = DataLock.tryTake(data);
    if (lock.isEmpty()) {
      throw UpCommand.alreadyRunning(data);
    }
    lock.get().close();
  }

  private static Process start(Installation installation, Command.Up command, DataFolder data)
      throws IOException {
    var words =
        installation.selfCommand(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            // Netty reaches for memory in ways that the JVM otherwise warns of.
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");
    words.addAll(
        List.of(
            "up",
            "--hosts",
            Integer.toString(command.hosts()),
            "--port",
            Integer.toString(command.port()),
            "--data",
            data.path().toString()));
    if (!command.natively().isEmpty()) {
      words.addAll(List.of("--native", String.join(",", command.natively())));
    }
    return new ProcessBuilder(OwnSession.of(words))
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectErrorStream(true)
        .redirectOutput(data.upLog().toFile())
        .start();
  }

  private static boolean ready(DataFolder data) throws IOException, InterruptedException {
    Optional<ControlClient> client = ControlClient.of(data);
    return client.isPresent() && "ready".equals(client.get().phase());
  }

  private static void copy(RandomAccessFile log) throws IOException {
    byte[] fresh = new byte[(int) (log.length() - log.getFilePointer())];
    log.readFully(fresh);
    System.out.write(fresh);
    System.out.flush();
  }
}
