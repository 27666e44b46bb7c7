package org.steadyboard.host.program;

import java.io.IOException;
import org.steadyboard.host.HostAtTest;
import org.steadyboard.host.HostTestResource;

/** A host, and on it the packaged program of this module, which is ready. */
public final class HostWithProgram implements AutoCloseable {

  private final HostTestResource made;
  private final RunningProgram program;

  private HostWithProgram(HostTestResource made, RunningProgram program) {
    this.made = made;
    this.program = program;
  }

  public static HostWithProgram start(HostTestResource made) throws IOException {
    made.start();
    try {
      return new HostWithProgram(
          made, PackagedProgram.ofThisModule().start(made.host().settings()));
    } catch (IOException | AssertionError e) {
      made.stop();
      throw e;
    }
  }

  public HostAtTest host() {
    return made.host();
  }

  public int port() {
    return program.port();
  }

  @Override
  public void close() throws IOException {
    program.close();
    made.stop();
  }
}
