package org.steadyboard.host.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Errors that nobody expected, which most likely lie in us. Each kind is logged in full when it
 * comes first, and counted every time ({@value #METER}, tagged with the name): what comes again
 * with every run or every message fills no log, and is not hidden either.
 *
 * <p>One kind is: the same classes, raised in the same places. Thread-safe.
 */
public final class Faults {

  /** The counter that an operator's alarm watches. */
  public static final String METER = "worker.failures";

  /**
   * A service that has more kinds than this has other worries; what is new then is counted only.
   */
  static final int MOST_KINDS = 100;

  private static final Logger LOG = Logger.getLogger(Faults.class);

  private final String name;
  private final Counter counter;
  private final Set<String> told = new HashSet<>();

  /**
   * @param name what failed, such as {@code tree-watch}
   */
  public Faults(String name, MeterRegistry meters) {
    this.name = name;
    this.counter =
        Counter.builder(METER)
            .description("Runs that ended by an error that nobody expected")
            .tag("name", name)
            .register(meters);
  }

  public void tell(Throwable fault) {
    counter.increment();
    if (isNew(kind(fault))) {
      LOG.errorf(fault, "%s failed in a way that nobody expected; it goes on", name);
    }
  }

  private synchronized boolean isNew(String kind) {
    return told.size() < MOST_KINDS && told.add(kind);
  }

  private static String kind(Throwable fault) {
    var kind = new StringBuilder();
    var causes = 0;
    for (var at = fault; at != null && causes < 10; at = at.getCause()) {
      var stack = at.getStackTrace();
      kind.append(at.getClass().getName()).append(stack.length == 0 ? "" : " " + stack[0]);
      causes++;
    }
    return kind.toString();
  }
}
