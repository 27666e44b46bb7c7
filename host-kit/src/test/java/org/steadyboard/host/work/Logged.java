package org.steadyboard.host.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes what a class, or everybody, says in the log while this is open. */
public final class Logged implements AutoCloseable {

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  public Logged(Class<?> of) {
    this(of.getName());
  }

  /**
   * @param name of a logger; "" for all that is logged
   */
  public Logged(String name) {
    logger = Logger.getLogger(name);
    handler.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  /** The errors that were logged in full, in order. */
  public List<Throwable> inFull() {
    return records.stream().map(LogRecord::getThrown).filter(t -> t != null).toList();
  }

  /** How many lines were at least warnings. */
  public long warnings() {
    return records.stream()
        .filter(r -> r.getLevel().intValue() >= Level.WARNING.intValue())
        .count();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }
}
