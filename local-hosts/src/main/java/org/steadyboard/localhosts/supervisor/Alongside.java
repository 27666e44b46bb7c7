package org.steadyboard.localhosts.supervisor;

import java.io.IOException;

/** What needs the databases only, and is done while the services start. */
@FunctionalInterface
public interface Alongside {
  void run() throws IOException, InterruptedException;
}
