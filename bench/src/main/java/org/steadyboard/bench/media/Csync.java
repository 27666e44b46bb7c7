package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.steadyboard.bench.machine.Tool;

/**
 * csync2 between two nodes at two addresses of the loopback, without TLS. What it brings is not
 * synced to the disk: it never does that itself.
 */
final class Csync implements Carrier {

  private static final String FROM = "127.0.0.1";
  private static final String TO = "127.0.0.2";
  private static final int KEY_BYTES = 24;

  private Path work;
  private int port;

  @Override
  public String name() {
    return "csync2";
  }

  @Override
  public String program() {
    return "csync2";
  }

  @Override
  public AutoCloseable begin(Path from, Path to, Path folder, int freePort)
      throws IOException, InterruptedException {
    work = folder;
    port = freePort;
    var key = work.resolve("key");
    Files.writeString(key, key());
    Files.writeString(work.resolve("csync2.cfg"), configuration(key, from, to));
    Files.createDirectories(database(FROM));
    Files.createDirectories(database(TO));
    return Daemon.start(node(TO, "-ii"), TO, port, work.resolve("csync2.log"));
  }

  /** It takes letters and digits only. */
  private static String key() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String configuration(Path key, Path from, Path to) {
    return """
        nossl * *;
        group media {
          host %s %s;
          key %s;
          include %%media%%;
          auto none;
        }
        prefix media {
          on %s: %s;
          on %s: %s;
        }
        """
        .formatted(FROM, TO, key, FROM, from, TO, to);
  }

  private Path database(String node) {
    return work.resolve("database-" + node);
  }

  private ProcessBuilder node(String address, String... words) {
    var command =
        new ArrayList<>(
            List.of(
                Tool.path("csync2").orElseThrow().toString(),
                "-N",
                address,
                "-D",
                database(address).toString(),
                "-p",
                Integer.toString(port)));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().put("CSYNC2_SYSTEM_DIR", work.toString());
    return builder;
  }

  @Override
  public void carry() throws IOException, InterruptedException {
    Tool.output(node(FROM, "-x"));
  }
}
