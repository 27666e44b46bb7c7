package org.steadyboard.board.loop;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Does the same work for many items at once: what arrives while the last batch is being worked on
 * makes the next one, so a thousand boards that come at once cost a few statements. One batch at a
 * time, in order of arrival, an item that waits twice is done once. Used on the loop only.
 *
 * <p>While the database is away, a batch is tried again until it works, without the items that
 * nobody wants any more. A batch that the database refuses, or that we fail in, is given up and
 * told, so that one bad item does not hold up all others for ever; whatever fails, the next batch
 * begins.
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
  private final Consumer<Collection<T>> away;
  private final Predicate<T> wanted;
  private LinkedHashSet<T> waiting = new LinkedHashSet<>();
  private boolean busy;

  /**
   * @param work asks the database for a whole batch; the answer runs on the loop
   * @param wanted whether an item is still worth asking for
   * @param givenUp told of a batch that was refused
   * @param away told of all that wait, each time that they must wait for the database
   */
  public Gathering(
      String name,
      Loop loop,
      Function<List<T>, Future<Runnable>> work,
      Predicate<T> wanted,
      BiConsumer<List<T>, Throwable> givenUp,
      Consumer<Collection<T>> away) {
    this.name = name;
    this.loop = loop;
    this.work = work;
    this.givenUp = givenUp;
    this.away = away;
    this.wanted = wanted;
  }

  public Gathering(String name, Loop loop, Function<List<T>, Future<Runnable>> work) {
    this(name, loop, work, item -> true, (items, failure) -> {}, items -> {});
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
    Attempt.on(loop, DEADLINE, () -> work.apply(batch), outcome -> end(batch, outcome));
  }

  private void end(List<T> batch, AsyncResult<Runnable> outcome) {
    var pause = Duration.ZERO;
    try {
      if (outcome.succeeded()) {
        outcome.result().run();
      } else if (Attempt.mayHelpAgain(outcome.cause())) {
        LOG.debugf("%s waits for the database: %s", name, outcome.cause());
        pause = PAUSE;
        putBack(batch);
        away.accept(waiting);
      } else {
        LOG.warnf("%s: %d given up", name, batch.size());
        loop.fault(outcome.cause());
        givenUp.accept(batch, outcome.cause());
      }
    } catch (RuntimeException e) {
      loop.fault(e);
    } finally {
      if (pause.isZero()) {
        resume();
      } else {
        loop.after(pause, this::resume);
      }
    }
  }

  private void putBack(List<T> batch) {
    var first = new LinkedHashSet<>(batch);
    first.addAll(waiting);
    first.removeIf(wanted.negate());
    waiting = first;
  }

  private void resume() {
    busy = false;
    next();
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
