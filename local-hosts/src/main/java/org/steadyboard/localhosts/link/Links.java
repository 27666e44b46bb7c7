package org.steadyboard.localhosts.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.LinkPlace;

/**
 * The ways between all hosts of a set, each carried by this process, so that they can be cut and
 * healed. Browsers do not use them; what stands in for browsers may have such ways of its own. Safe
 * for use by several threads; one event loop carries all.
 */
public final class Links implements Closeable {
  private static final int LIMIT_SECONDS = 10;

  private final Vertx vertx;

  /** By who reaches whom. */
  private final Map<Way, List<Link>> links = new HashMap<>();

  private SortedSet<Way> cuts = new TreeSet<>();

  private Links(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * A way on which connections are opened.
   *
   * @param way who opens them, and to whom
   * @param port where they are accepted
   * @param targetPort where they lead to
   */
  public record Carried(Way way, int port, int targetPort) {}

  /** Fails with one line when a port is taken. */
  public static Links open(List<LinkPlace> places) throws IOException {
    return carry(
        places.stream()
            .flatMap(
                place -> {
                  var way = new Way(place.from().name(), place.to().name());
                  return Stream.of(
                      new Carried(way, place.port(), place.targetPort()),
                      new Carried(way, place.mediaPort(), place.mediaTargetPort()));
                })
            .toList());
  }

  /** The same for any ways; there may be none back. */
  public static Links carry(List<Carried> ways) throws IOException {
    var links =
        new Links(
            Vertx.vertx(
                new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(1)
                    .setPreferNativeTransport(false)));
    for (Carried carried : ways) {
      var link = new Link(links.vertx, carried.port(), carried.targetPort());
      links.links.computeIfAbsent(carried.way(), way -> new ArrayList<>()).add(link);
      try {
        links.await(link.open());
      } catch (IOException inUse) {
        links.close();
        throw CommandFailure.because(
            "port %d is in use, and the link from host %s to host %s needs it"
                .formatted(carried.port(), carried.way().from(), carried.way().to()),
            inUse);
      }
    }
    return links;
  }

  /** Cuts both ways; cutting again changes nothing. Nothing goes through once it returns. */
  public synchronized void cut(Pair pair) throws IOException {
    change(pair, now -> now.addAll(pair.ways()));
  }

  /**
   * Cuts what one host sends to the other, whoever opened the connection, and leaves the way back
   * as it is.
   */
  public synchronized void cut(Way way) throws IOException {
    change(way.pair(), now -> now.add(way));
  }

  /** Lets both ways go on; healing what is not cut changes nothing. */
  public synchronized void heal(Pair pair) throws IOException {
    change(pair, now -> now.removeAll(pair.ways()));
  }

  /** The links that are cut both ways now, in order. */
  public synchronized List<Pair> cuts() {
    return cuts.stream()
        .filter(way -> cuts.contains(way.back()))
        .map(Way::pair)
        .distinct()
        .toList();
  }

  /** The ways that are cut now while the way back is whole, in order. */
  public synchronized List<Way> oneWayCuts() {
    return cuts.stream().filter(way -> !cuts.contains(way.back())).toList();
  }

  /** Whether the hosts can speak with each other: that takes both ways. */
  public synchronized boolean isWhole(Pair pair) {
    return pair.ways().stream().noneMatch(cuts::contains);
  }

  private void change(Pair pair, Consumer<Set<Way>> make) throws IOException {
    List<Way> carried = pair.ways().stream().filter(links::containsKey).toList();
    if (carried.isEmpty()) {
      throw CommandFailure.because("there is no link between " + pair);
    }
    SortedSet<Way> then = new TreeSet<>(cuts);
    make.accept(then);
    onEventLoop(
        () ->
            carried.forEach(
                way ->
                    links
                        .get(way)
                        .forEach(link -> link.cut(then.contains(way), then.contains(way.back())))));
    cuts = then;
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
