package org.steadyboard.bench.read;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.steadyboard.bench.read.HttpLoad.Answers;
import org.steadyboard.bench.read.HttpLoad.Target;
import org.steadyboard.bench.timing.Latencies;

/** Asks for one thing after the other, and counts. Counts belong to its one event loop. */
final class VertxClient implements AutoCloseable {

  private static final int OK = 200;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client;
  private final Target target;
  private final Latencies latencies = new Latencies();
  private int turn;
  private long answered;
  private long failed;

  VertxClient(Target target, int connections) {
    this.target = target;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(target.port()),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  void onLoop(Runnable task) {
    loop.runOnContext(nothing -> task.run());
  }

  /** On the event loop: the next path; latency from {@code startNanos}. Never fails. */
  Future<Void> ask(long startNanos, boolean counts) {
    var path = target.paths().get(turn++ % target.paths().size());
    return client
        .request(HttpMethod.GET, path)
        .compose(request -> request.putHeader("Cookie", target.cookie()).send())
        .compose(response -> response.body().map(response.statusCode()))
        .transform(
            status -> {
              book(startNanos, counts, status.succeeded() && status.result() == OK);
              return Future.succeededFuture();
            });
  }

  private void book(long startNanos, boolean counts, boolean isOk) {
    if (!isOk) {
      failed++;
    }
    answered++;
    if (counts) {
      latencies.record(System.nanoTime() - startNanos);
    }
  }

  /** All that were answered, those that did not count too. */
  long answered() throws Exception {
    return onLoop(() -> answered);
  }

  Answers answers(double elapsedSeconds) throws Exception {
    return onLoop(
        () ->
            new Answers(
                latencies.count() / elapsedSeconds,
                latencies.millisAt(50),
                latencies.millisAt(99),
                latencies.maxMillis(),
                failed));
  }

  private <T> T onLoop(Supplier<T> question) throws Exception {
    var answer = new CompletableFuture<T>();
    onLoop((Runnable) () -> answer.complete(question.get()));
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
