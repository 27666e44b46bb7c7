package org.steadyboard.bench.steer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.rows.SessionCookie;

/**
 * Opens websockets to board-services, all of them on one event loop: what a benchmark counts needs
 * no locks, and the generator takes one core at most.
 */
public final class Sockets implements AutoCloseable {

  private static final int MOST = 20_000;
  private static final int AT_ONCE = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** To one host at a time: Vert.x looks through all of them for each request. */
  private static final int MOST_REQUESTS = 64;

  private static final Duration DIAL = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Context loop;
  private final WebSocketClient client;
  private final HttpClient http;
  private final int teacherPort;
  private final int boardPort;
  private final String origin;

  Sockets(int port, String origin) {
    this(port, port, origin);
  }

  /**
   * @param teacherPort and {@code boardPort}: of the board-services that teachers and boards talk
   *     to when no other is named
   */
  public Sockets(int teacherPort, int boardPort, String origin) {
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    this.loop = vertx.getOrCreateContext();
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(MOST)
                .setConnectTimeout((int) DIAL.toMillis())
                .setTcpNoDelay(true));
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) DIAL.toMillis()),
            new PoolOptions().setHttp1MaxSize(MOST_REQUESTS));
    this.teacherPort = teacherPort;
    this.boardPort = boardPort;
    this.origin = origin;
  }

  Future<WebSocket> board() {
    return board(boardPort);
  }

  public Future<WebSocket> board(int port) {
    return client.connect(to(port, "/ws/board"));
  }

  Future<WebSocket> teacher(SessionCookie session) {
    return teacher(teacherPort, session);
  }

  /** To the host that boards talk to. */
  Future<WebSocket> teacherAtBoards(SessionCookie session) {
    return teacher(boardPort, session);
  }

  public Future<WebSocket> teacher(int port, SessionCookie session) {
    return client.connect(to(port, "/ws/teacher").putHeader("Cookie", session.header()));
  }

  private WebSocketConnectOptions to(int port, String path) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI(path)
        .putHeader("Origin", origin);
  }

  /** Opens one for each of {@code all}, a bounded number at a time; waits until all are open. */
  <A, B> List<B> openAll(List<A> all, Function<A, Future<B>> opening) throws InterruptedException {
    return waitFor(new Opening<>(all, opening, AT_ONCE)::whole);
  }

  /** Runs {@code task} on the event loop and waits for what it gives. */
  <T> T waitFor(Supplier<Future<T>> task) throws InterruptedException {
    var answer = new CompletableFuture<T>();
    onLoop(() -> task.get().onSuccess(answer::complete).onFailure(answer::completeExceptionally));
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new BenchFailure("board-service refused: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new BenchFailure("no answer within " + PATIENCE.toSeconds() + " s", e);
    }
  }

  /** Reads or changes what belongs to the event loop. */
  public <T> T ask(Supplier<T> question) throws InterruptedException {
    return waitFor(() -> Future.succeededFuture(question.get()));
  }

  public void onLoop(Runnable task) {
    loop.runOnContext(nothing -> task.run());
  }

  /**
   * On the event loop only.
   *
   * @return by which {@link #cancel} knows it
   */
  public long after(long millis, Runnable task) {
    return vertx.setTimer(Math.max(1, millis), timer -> task.run());
  }

  /** Again and again, until it is cancelled; on the event loop only. */
  public long every(long millis, Runnable task) {
    return vertx.setPeriodic(millis, timer -> task.run());
  }

  public void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  /**
   * What a request was answered.
   *
   * @param json empty when it was none
   */
  public record Answer(int status, JsonObject json) {}

  /** On the event loop only; fails when there was no answer within {@code limitMillis}. */
  public Future<Answer> get(int port, String path, long limitMillis) {
    return http.request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map(body -> new Answer(answer.statusCode(), json(body))))
        .timeout(limitMillis, TimeUnit.MILLISECONDS);
  }

  private static JsonObject json(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException other) {
      return new JsonObject();
    }
  }

  /** Calls {@code ping} for each of {@code all} once in {@code every}, evenly spread. */
  public <T> void ping(List<T> all, Duration every, Consumer<T> ping) {
    var turn = Duration.ofMillis(100);
    var turns = (int) (every.toMillis() / turn.toMillis());
    var at = new int[1];
    onLoop(
        () ->
            vertx.setPeriodic(
                turn.toMillis(),
                timer -> {
                  for (var i = at[0]; i < all.size(); i += turns) {
                    ping.accept(all.get(i));
                  }
                  at[0] = (at[0] + 1) % turns;
                }));
  }

  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Override
  public String toString() {
    return "websockets";
  }
}
