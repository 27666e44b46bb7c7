package org.steadyboard.localhosts.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.LinkPlace;

/**
 * The ways between all hosts of a set, each carried by this process, so that they can be cut and
 * healed. Browsers do not use them. Safe for use by several threads; one event loop carries all.
 */
public final class Links implements Closeable {
  private static final int LIMIT_SECONDS = 10;

  private final Vertx vertx;
  private final Map<Pair, List<Link>> links = new HashMap<>();
  private final TreeSet<Pair> cuts = new TreeSet<>();

  private Links(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Fails with one line when a port is taken. */
  public static Links open(List<LinkPlace> places) throws IOException {
    var links =
        new Links(
            Vertx.vertx(
                new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(1)
                    .setPreferNativeTransport(false)));
    for (LinkPlace place : places) {
      var link = new Link(links.vertx, place.port(), place.targetPort());
      links.add(Pair.of(place.from().name(), place.to().name()), link);
      try {
        links.await(link.open());
      } catch (IOException inUse) {
        links.close();
        throw CommandFailure.because(
            "port %d is in use, and the link from host %s to host %s needs it"
                .formatted(place.port(), place.from().name(), place.to().name()),
            inUse);
      }
    }
    return links;
  }

  private void add(Pair pair, Link link) {
    links.merge(pair, List.of(link), (a, b) -> List.of(a.getFirst(), b.getFirst()));
  }

  /** Cuts both ways; cutting again changes nothing. Nothing goes through once it returns. */
  public synchronized void cut(Pair pair) throws IOException {
    List<Link> both = known(pair);
    onEventLoop(() -> both.forEach(Link::cut));
    cuts.add(pair);
  }

  /** Lets both ways go on; healing what is not cut changes nothing. */
  public synchronized void heal(Pair pair) throws IOException {
    List<Link> both = known(pair);
    onEventLoop(() -> both.forEach(Link::heal));
    cuts.remove(pair);
  }

  /** What is cut now, in order. */
  public synchronized List<Pair> cuts() {
    return List.copyOf(cuts);
  }

  private List<Link> known(Pair pair) {
    List<Link> both = links.get(pair);
    if (both == null) {
      throw CommandFailure.because("there is no link between " + pair);
    }
    return both;
  }

  private void onEventLoop(Runnable work) throws IOException {
    var done = new CompletableFuture<Void>();
    vertx.runOnContext(
        now -> {
          try {
            work.run();
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    await(Future.fromCompletionStage(done));
  }

  private void await(Future<?> future) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the links do not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    await(vertx.close());
  }
}
