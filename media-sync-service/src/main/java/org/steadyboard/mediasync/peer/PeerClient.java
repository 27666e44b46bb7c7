package org.steadyboard.mediasync.peer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;

/**
 * Asks one other host for files. Its methods block, no longer than {@link Deadlines} say, and say
 * by {@link PeerFailure} that the peer did not do it; how that is taken is the caller's. Safe for
 * threads.
 */
public final class PeerClient implements AutoCloseable {

  /** Requests at a time; one more waits for its turn, as part of its time to connect. */
  static final int MAX_CONNECTIONS = 12;

  static final int MAX_WAITING = 64;

  /** Of one read of a socket; an answer holds {@link PeerAnswer#AHEAD} of them at most. */
  static final int CHUNK_BYTES = 64 * 1024;

  private static final Logger LOG = Logger.getLogger(PeerClient.class);
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final String id;
  private final URI url;
  private final PeerTokens tokens;
  private final Deadlines deadlines;
  private final HttpClient client;

  public PeerClient(Vertx vertx, Peer peer, PeerTokens tokens, Deadlines deadlines) {
    this.id = peer.id();
    this.url = peer.url();
    this.tokens = tokens;
    this.deadlines = deadlines;
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setConnectTimeout((int) deadlines.connect().toMillis())
                    .setMaxChunkSize(CHUNK_BYTES)
                    .setKeepAliveTimeout(PeerListener.IDLE_SECONDS / 2)
                    .setMaxWaitQueueSize(MAX_WAITING)
                    .setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
            // Each request hears of it by itself.
            .withConnectHandler(
                connection -> connection.exceptionHandler(b -> LOG.debugf("Broken off: %s", b)))
            .build();
  }

  public String id() {
    return id;
  }

  /**
   * Asks for many small files.
   *
   * @param files {@link SmallFile#MAX_FILES} at most
   * @return a frame for each, in their order
   */
  public Frames small(List<Sha256> files) throws PeerFailure, InterruptedException {
    var names = ByteBuffer.allocate(files.size() * PeerListener.NAME_BYTES);
    files.forEach(file -> names.put(file.bytes()));
    return new Frames(
        ask(HttpMethod.POST, PeerListener.FILES, names.array(), deadlines.firstByte()));
  }

  /**
   * Asks for a file from an offset to its end.
   *
   * @throws PeerFailure also when it does not have so much of it
   * @return one that {@link PeerAnswer#hasFile has the file} or not
   */
  public PeerAnswer file(Sha256 file, long offset) throws PeerFailure, InterruptedException {
    return ask(
        HttpMethod.GET,
        PeerListener.FILES + "/" + file + "?from=" + offset,
        new byte[0],
        deadlines.firstByte());
  }

  /** Asks for the size of a file. Empty when the peer does not have it. */
  public OptionalLong size(Sha256 file) throws PeerFailure, InterruptedException {
    try (var answer =
        ask(HttpMethod.HEAD, PeerListener.FILES + "/" + file, new byte[0], deadlines.firstByte())) {
      answer.end();
      return answer.hasFile() ? OptionalLong.of(answer.fileSize()) : OptionalLong.empty();
    }
  }

  /**
   * Offers a file, and waits for the peer to hold it.
   *
   * @param within of all of it
   * @return whether it says that it does
   */
  public boolean offer(Content content, Duration within) throws PeerFailure, InterruptedException {
    var body =
        ByteBuffer.allocate(PeerListener.OFFER_BYTES)
            .put(content.sha256().bytes())
            .putLong(content.size())
            .array();
    try (var answer = ask(HttpMethod.POST, PeerListener.OFFERS, body, within)) {
      answer.end();
      return answer.isDone();
    }
  }

  /** With one that is not {@link PeerAnswer#isRefused refused}. */
  private PeerAnswer ask(HttpMethod method, String target, byte[] body, Duration firstByte)
      throws PeerFailure, InterruptedException {
    var request =
        await(
            client.request(
                new RequestOptions()
                    .setMethod(method)
                    .setHost(url.getHost())
                    .setPort(port())
                    .setSsl("https".equals(url.getScheme()))
                    .setURI(target)),
            deadlines.connect().plus(deadlines.connect()),
            "could not be reached");
    request.putHeader(
        HttpHeaders.AUTHORIZATION,
        tokens.sign(id, new PeerTokens.Signed(method.name(), target, body)));
    PeerAnswer answer;
    try {
      answer = await(send(request, body), firstByte, "did not answer");
    } catch (PeerFailure | InterruptedException e) {
      request.reset();
      throw e;
    }
    if (answer.isRefused()) {
      answer.close();
      throw new PeerFailure("host " + id + " refused: " + answer.refusal());
    }
    return answer;
  }

  /**
   * Who takes the answer is known before it can come: it is taken hold of on the event loop, before
   * anything of its body.
   */
  private Future<PeerAnswer> send(HttpClientRequest request, byte[] body) {
    var answer =
        request.response().map(response -> new PeerAnswer(id, request, response, deadlines));
    request.end(Buffer.buffer(body));
    return answer;
  }

  private <T> T await(Future<T> future, Duration atMost, String failing)
      throws PeerFailure, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new PeerFailure("host %s %s within %d ms".formatted(id, failing, atMost.toMillis()), e);
    } catch (ExecutionException e) {
      throw new PeerFailure("host " + id + " " + failing + ": " + e.getCause(), e);
    }
  }

  private int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? HTTPS : HTTP;
  }

  @Override
  public void close() {
    client.close();
  }
}
