package org.steadyboard.lesson.tree.mending;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.work.Pace;
import org.steadyboard.host.work.Worker;

/**
 * Mends the tree of this host as soon as a node changes on any host, and the whole of it now and
 * then, on a thread of its own. While the database is away it waits.
 */
@ApplicationScoped
public class TreeWatch implements RowChangeHandler {

  /** Between two looks at the whole tree; up to a fifth is taken off by chance. */
  private static final Duration WHOLE_TREE_EVERY = Duration.ofMinutes(5);

  /** A run waits by itself for something to look at. */
  private static final Pace PACE =
      new Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(5));

  private static final Logger LOG = Logger.getLogger(TreeWatch.class);

  private final TreeMender mender;

  /** What does not find room is found by looking at the whole tree. */
  private final BlockingQueue<UUID> changed = new ArrayBlockingQueue<>(TreeMender.MAX_SUSPECTS);

  private volatile boolean wholeTree = true;
  private long nextWhole = System.nanoTime();
  private final Worker worker;

  public TreeWatch(DataSource dataSource, MeterRegistry meters) {
    this.mender = new TreeMender(dataSource);
    this.worker = new Worker("tree-watch", PACE, Set.of(SQLException.class), meters, this::run);
  }

  void start(@Observes SchemaReady ready) {
    worker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    worker.close();
  }

  @Override
  public Set<String> tables() {
    return Set.of("lesson.node");
  }

  @Override
  public void changed(RowChange change) {
    if (!changed.offer(change.id())) {
      wholeTree = true;
    }
  }

  @Override
  public void readAgain() {
    wholeTree = true;
    // Wakes who waits; there is no such node.
    changed.offer(new UUID(0, 0));
  }

  /** Waits until there is something to look at, and looks. */
  private void run() throws SQLException, InterruptedException {
    var wait = wholeTree ? 0 : Math.max(0, nextWhole - System.nanoTime());
    var first = changed.poll(wait, TimeUnit.NANOSECONDS);
    try {
      if (first != null) {
        var nodes = new LinkedHashSet<>(Set.of(first));
        changed.drainTo(nodes);
        tell(mender.look(nodes));
      }
      if (wholeTree || System.nanoTime() >= nextWhole) {
        wholeTree = false;
        tell(mender.lookAtAll());
        nextWhole = System.nanoTime() + jittered(WHOLE_TREE_EVERY);
      }
    } catch (Throwable e) {
      // What this look was to see is seen by the next one.
      wholeTree = true;
      throw e;
    }
  }

  private static long jittered(Duration interval) {
    return interval.toNanos() - ThreadLocalRandom.current().nextLong(interval.toNanos() / 5);
  }

  private static void tell(List<UUID> putBack) {
    if (!putBack.isEmpty()) {
      LOG.infof("Put back, as hosts had changed the tree at once: %s", putBack);
    }
  }
}
