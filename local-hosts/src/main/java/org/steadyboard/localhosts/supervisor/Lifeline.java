package org.steadyboard.localhosts.supervisor;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.process.OwnSession;

/**
 * A small shell that waits for this process to end in whatever way, SIGKILL included, and then ends
 * the parts it left behind. It notices by the end of its standard input, which only this process
 * holds open.
 */
final class Lifeline implements Closeable {
  private final Process shell;

  private Lifeline(Process shell) {
    this.shell = shell;
  }

  static Lifeline start(Installation installation, DataFolder data) throws IOException {
    var sweep = installation.selfCommand("-XX:+UseSerialGC", "-Xmx64m");
    sweep.addAll(List.of("sweep", "--data", data.path().toString()));
    var command =
        new ArrayList<>(List.of("/bin/sh", "-c", "cat >/dev/null; exec \"$@\"", "lifeline"));
    command.addAll(sweep);
    return new Lifeline(
        new ProcessBuilder(OwnSession.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
            .start());
  }

  /** Ends the shell without a clean-up: there is nothing left to clean. */
  @Override
  public void close() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
