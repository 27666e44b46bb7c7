package org.steadyboard.localhosts;

import java.util.logging.Handler;
import java.util.logging.Logger;
import org.steadyboard.host.log.LineFilter;

/** What libraries of a program here say: one line each, and no more than a log has room for. */
public final class BoundedConsole {
  private static final String LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n";

  private BoundedConsole() {}

  /** Before anything is said. */
  public static void install() {
    System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFilter(new LineFilter());
    }
  }
}
