package org.steadyboard.localhosts.importing;

import java.io.PrintStream;

/** Shows progress: one line written over on a terminal, else a line for each further tenth. */
public final class ProgressLine implements ImportClient.Progress {
  private final PrintStream out;
  private final String what;
  private final boolean terminal;
  private int tenthsShown;

  public ProgressLine(PrintStream out, String what, boolean terminal) {
    this.out = out;
    this.what = what;
    this.terminal = terminal;
  }

  @Override
  public void at(int done, int total) {
    if (terminal) {
      out.print("\r" + what + ": " + done + " of " + total + " files");
      if (done == total) {
        out.println();
      }
      out.flush();
      return;
    }
    int tenths = total == 0 ? 10 : (int) (10L * done / total);
    if (tenths > tenthsShown) {
      tenthsShown = tenths;
      out.println(what + ": " + done + " of " + total + " files");
    }
  }
}
