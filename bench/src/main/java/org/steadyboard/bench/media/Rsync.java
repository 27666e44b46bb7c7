package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.steadyboard.bench.machine.Tool;

/** rsync to a daemon of its own, which syncs each file to the disk. */
final class Rsync implements Carrier {

  private Path from;
  private int port;

  @Override
  public String name() {
    return "rsync --fsync";
  }

  @Override
  public String program() {
    return "rsync";
  }

  @Override
  public AutoCloseable begin(Path source, Path to, Path work, int freePort)
      throws IOException, InterruptedException {
    from = source;
    port = freePort;
    var configuration = work.resolve("rsyncd.conf");
    Files.writeString(configuration, configuration(to, port));
    return Daemon.start(
        new ProcessBuilder(
            Tool.path("rsync").orElseThrow().toString(),
            "--daemon",
            "--no-detach",
            "--config=" + configuration),
        "127.0.0.1",
        port,
        work.resolve("rsyncd.log"));
  }

  /** As the user that runs it: only root could be another. */
  static String configuration(Path to, int port) {
    return """
        address = 127.0.0.1
        port = %d
        use chroot = no
        uid = %s
        gid = *
        [media]
        path = %s
        read only = no
        """
        .formatted(port, System.getProperty("user.name"), to);
  }

  @Override
  public void carry() throws IOException, InterruptedException {
    Tool.output(
        new ProcessBuilder(
            Tool.path("rsync").orElseThrow().toString(),
            "--recursive",
            "--times",
            "--fsync",
            from + "/",
            "rsync://127.0.0.1:%d/media/".formatted(port)));
  }
}
