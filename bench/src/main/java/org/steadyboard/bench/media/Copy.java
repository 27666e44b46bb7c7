package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Path;
import org.steadyboard.bench.machine.Tool;

/** A plain copy on this machine, then all of it synced to the disk: hardly anything is faster. */
final class Copy implements Carrier {

  private Path from;
  private Path to;

  @Override
  public String name() {
    return "cp and sync";
  }

  @Override
  public String program() {
    return "cp";
  }

  @Override
  public AutoCloseable begin(Path source, Path target, Path work, int port) {
    from = source;
    to = target;
    return () -> {};
  }

  @Override
  public void carry() throws IOException, InterruptedException {
    Tool.output(new ProcessBuilder("cp", "-r", from + "/.", to.toString()));
    sync();
  }

  /** So that no carrier pays for what another has left unwritten. */
  static void sync() throws IOException, InterruptedException {
    Tool.output(new ProcessBuilder("sync"));
  }
}
