package org.steadyboard.lesson.tree;

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

/**
 * Mends the tree of this host as soon as a node changes on any host, and the whole of it now and
 * then, on a thread of its own. While the database is away it waits.
 */
@ApplicationScoped
public class TreeWatch implements RowChangeHandler {

  /** Between two looks at the whole tree; up to a fifth is taken off by chance. */
  private static final Duration WHOLE_TREE_EVERY = Duration.ofMinutes(5);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** What is wrong in us comes again, most likely, and fills the log. */
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(TreeWatch.class);

  private final TreeMender mender;

  /** What does not find room is found by looking at the whole tree. */
  private final BlockingQueue<UUID> changed = new ArrayBlockingQueue<>(TreeMender.MAX_SUSPECTS);

  private volatile boolean wholeTree = true;
  private Thread thread;

  public TreeWatch(DataSource dataSource) {
    this.mender = new TreeMender(dataSource);
  }

  void start(@Observes SchemaReady ready) {
    thread = Thread.ofPlatform().name("tree-watch").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.interrupt();
    }
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

  private void run() {
    var nextWhole = System.nanoTime();
    try {
      while (true) {
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
        } catch (SQLException e) {
          wholeTree = true;
          LOG.debugf("The tree was not looked at: %s", e.getMessage());
          Thread.sleep(AFTER_FAILURE);
        } catch (RuntimeException e) {
          wholeTree = true;
          LOG.error("The tree was not looked at", e);
          Thread.sleep(AFTER_FAULT);
        }
      }
    } catch (InterruptedException e) {
      // This service stops.
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
