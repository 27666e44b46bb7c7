package org.steadyboard.bench.machine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Everything that a benchmark has started, stopped in reverse order: at its end, when it fails and
 * on Ctrl-C. Closing again is harmless; what is added after closing is closed at once.
 */
public final class Running implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /** Closed also when this process is told to end. */
  public static Running untilExit() {
    var running = new Running();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop what runs"));
    return running;
  }

  public synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    if (closed) {
      close();
      throw new IllegalStateException("stopped meanwhile");
    }
    return part;
  }

  /** Stops {@code part} now instead of at the end. */
  public synchronized void stop(AutoCloseable part) {
    if (parts.remove(part)) {
      close(part);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // The others must still be stopped.
      System.err.println("could not stop " + part + ": " + e);
    }
  }
}
