package org.steadyboard.board.loop;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Does the same work for many items at once: what arrives while the last batch is being worked on
 * makes the next one, so a thousand boards that come at once cost a few statements. One batch at a
 * time, in order of arrival, an item that waits twice is done once. Used on the loop only.
 *
 * <p>While the database is away, a batch is tried again until it works. A batch that the database
 * refuses is given up and told, so that one bad item does not hold up all others for ever.
 */
public final class Gathering<T> {

  private static final Logger LOG = Logger.getLogger(Gathering.class);
  private static final int MOST = 1000;
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String name;
  private final Loop loop;
  private final Function<List<T>, Future<Runnable>> work;
  private final BiConsumer<List<T>, Throwable> givenUp;
  private final Runnable away;
  private LinkedHashSet<T> waiting = new LinkedHashSet<>();
  private boolean busy;

  /**
   * @param work asks the database for a whole batch; the answer runs on the loop
   * @param givenUp told of a batch that was refused
   */
  public Gathering(
      String name,
      Loop loop,
      Function<List<T>, Future<Runnable>> work,
      BiConsumer<List<T>, Throwable> givenUp,
      Runnable away) {
    this.name = name;
    this.loop = loop;
    this.work = work;
    this.givenUp = givenUp;
    this.away = away;
  }

  public Gathering(String name, Loop loop, Function<List<T>, Future<Runnable>> work) {
    this(name, loop, work, (items, failure) -> {}, () -> {});
  }

  public void add(T item) {
    waiting.add(item);
    next();
  }

  public void addAll(Collection<T> items) {
    waiting.addAll(items);
    next();
  }

  private void next() {
    if (busy || waiting.isEmpty()) {
      return;
    }
    busy = true;
    var batch = take();
    Attempt.on(
        loop,
        DEADLINE,
        asked(batch),
        outcome -> {
          if (outcome.succeeded()) {
            outcome.result().run();
            resume();
          } else if (Attempt.mayHelpAgain(outcome.cause())) {
            LOG.debugf("%s waits for the database: %s", name, outcome.cause());
            var first = new LinkedHashSet<>(batch);
            first.addAll(waiting);
            waiting = first;
            away.run();
            loop.after(PAUSE, this::resume);
          } else {
            LOG.errorf(outcome.cause(), "%s: %d given up", name, batch.size());
            givenUp.accept(batch, outcome.cause());
            resume();
          }
        });
  }

  private void resume() {
    busy = false;
    next();
  }

  private Future<Runnable> asked(List<T> batch) {
    try {
      return work.apply(batch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private List<T> take() {
    if (waiting.size() <= MOST) {
      var all = List.copyOf(waiting);
      waiting.clear();
      return all;
    }
    var batch = new ArrayList<T>(MOST);
    var rest = waiting.iterator();
    while (batch.size() < MOST) {
      batch.add(rest.next());
      rest.remove();
    }
    return batch;
  }
}
