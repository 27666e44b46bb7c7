package org.steadyboard.mediasync.peer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.media.Content;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.Sha256;

/**
 * Gives other hosts the files of this one, at a port of its own. All that a peer can ask for is to
 * read a file by its hash, and to be told that there is another that this host may fetch: nothing
 * here deletes, overwrites, or takes a name of a file from a peer. Nothing is read or done for a
 * request before its token counts ({@link PeerTokens}).
 *
 * <ul>
 *   <li>{@code POST /files}: hashes of 32 bytes each, answered by {@link Frames}
 *   <li>{@code GET /files/<hash>?from=<offset>}, {@code HEAD}: one file, 404 when it is not here
 *   <li>{@code POST /offers}: a hash and a size of 8 bytes, 204 when it is held
 * </ul>
 */
public final class PeerListener implements AutoCloseable {

  /** An unfinished request, or an answer that is not taken, ends its connection. */
  static final int IDLE_SECONDS = 60;

  /** Requests that are answered at once, of all peers; one more is told {@code busy}. */
  static final int MAX_ANSWERS = 48;

  static final int MAX_HEADER_BYTES = 4 * 1024;
  static final int MAX_TARGET_BYTES = 256;

  static final int NAME_BYTES = 32;
  static final int OFFER_BYTES = NAME_BYTES + Long.BYTES;
  static final int MAX_BODY_BYTES = SmallFile.MAX_FILES * NAME_BYTES;

  static final String FILES = "/files";
  static final String OFFERS = "/offers";

  /** The size of the whole file. */
  static final String FILE_SIZE = "File-Size";

  /** The stable code of a refusal, for who does not read its body. */
  static final String CODE = "Problem-Code";

  private static final Pattern FILE =
      Pattern.compile(FILES + "/([0-9a-f]{64})(?:\\?from=([0-9]{1,15}))?");
  private static final Logger LOG = Logger.getLogger(PeerListener.class);

  private final Vertx vertx;
  private final PeerTokens tokens;
  private final LocalFiles store;
  private final Offered offered;
  private final Consumer<String> heard;
  private final AtomicInteger answers = new AtomicInteger();
  private final Admission admission;
  private final HttpServer server;

  /**
   * @param heard told of each host whose request counts
   */
  public PeerListener(
      Vertx vertx, PeerTokens tokens, LocalFiles store, Offered offered, Consumer<String> heard) {
    this(vertx, tokens, store, offered, heard, Admission.UNKNOWN_FOR);
  }

  PeerListener(
      Vertx vertx,
      PeerTokens tokens,
      LocalFiles store,
      Offered offered,
      Consumer<String> heard,
      Duration unknownFor) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.store = store;
    this.offered = offered;
    this.heard = heard;
    this.admission = new Admission(vertx, unknownFor);
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_TARGET_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true));
    server.connectionHandler(admission::enter);
    server.invalidRequestHandler(request -> refuse(request, ProblemCode.MALFORMED_REQUEST));
    server.requestHandler(this::receive);
  }

  /**
   * Blocks until it listens.
   *
   * @param address of this machine, {@code 0.0.0.0} for all it has
   * @param port 0: any that is free
   * @return the port
   * @throws IOException when it cannot be had
   */
  public int listen(String address, int port) throws IOException {
    try {
      return server
          .listen(port, address)
          .toCompletionStage()
          .toCompletableFuture()
          .join()
          .actualPort();
    } catch (CompletionException e) {
      throw new IOException("MEDIA_PEER_PORT " + port + " cannot be listened on", e.getCause());
    }
  }

  private void receive(HttpServerRequest request) {
    var length = bodyLength(request);
    if (length < 0) {
      refuse(request, ProblemCode.TOO_LARGE);
      return;
    }
    // No more than Content-Length comes to a handler.
    var body = Buffer.buffer(length);
    request.handler(body::appendBuffer);
    request.endHandler(end -> check(request, body.getBytes()));
  }

  /** Below 0 when it is more than a body may be, or does not say. */
  private static int bodyLength(HttpServerRequest request) {
    if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      return -1;
    }
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      var bytes = length == null ? 0 : Long.parseLong(length);
      return bytes > MAX_BODY_BYTES ? -1 : (int) bytes;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void check(HttpServerRequest request, byte[] body) {
    var signed = new PeerTokens.Signed(request.method().name(), request.uri(), body);
    switch (tokens.check(request.getHeader(HttpHeaders.AUTHORIZATION), signed)) {
      case PeerTokens.Verdict.Refused(var code) -> refuse(request, code);
      case PeerTokens.Verdict.Of(var host) -> {
        admission.known(request.connection());
        heard.accept(host);
        answer(request, host, ByteBuffer.wrap(body));
      }
    }
  }

  private void answer(HttpServerRequest request, String host, ByteBuffer body) {
    if (answers.incrementAndGet() > MAX_ANSWERS) {
      answers.decrementAndGet();
      refuse(request, ProblemCode.BUSY);
      return;
    }
    // Of every answer: given, broken off, or never taken.
    var isCounted = new AtomicBoolean(true);
    Runnable done =
        () -> {
          if (isCounted.getAndSet(false)) {
            answers.decrementAndGet();
          }
        };
    request.response().endHandler(end -> done.run());
    request.response().closeHandler(closed -> done.run());
    request.response().exceptionHandler(broken -> done.run());
    route(request, host, body);
  }

  private void route(HttpServerRequest request, String host, ByteBuffer body) {
    var target = request.uri();
    var file = FILE.matcher(target);
    if (file.matches() && isRead(request.method()) && !body.hasRemaining()) {
      var from = file.group(2) == null ? 0 : Long.parseLong(file.group(2));
      sendFile(request, Sha256.parse(file.group(1)).orElseThrow(), from);
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(request, ProblemCode.NOT_FOUND);
    } else if (target.equals(FILES) && body.remaining() % NAME_BYTES == 0) {
      sendSmall(request.response(), body);
    } else if (target.equals(OFFERS) && body.remaining() == OFFER_BYTES) {
      take(request, host, body);
    } else {
      refuse(request, ProblemCode.NOT_FOUND);
    }
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private void sendSmall(HttpServerResponse response, ByteBuffer names) {
    var files = new ArrayList<Sha256>();
    while (names.hasRemaining()) {
      files.add(name(names));
    }
    new SmallFilesAnswer(vertx, store, files, response).send();
  }

  private static Sha256 name(ByteBuffer from) {
    var name = new byte[NAME_BYTES];
    from.get(name);
    return Sha256.of(name);
  }

  private record Found(String path, long size) {}

  private void sendFile(HttpServerRequest request, Sha256 name, long from) {
    vertx
        .executeBlocking(() -> find(name), false)
        .onFailure(broken -> fail(request, broken))
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                refuse(request, ProblemCode.NOT_FOUND);
              } else if (from > found.get().size()) {
                refuse(request, ProblemCode.RANGE_NOT_SATISFIABLE);
              } else {
                sendFile(request, found.get(), from);
              }
            });
  }

  private Optional<Found> find(Sha256 name) throws IOException {
    var size = store.size(name);
    var path = store.path(name);
    return size.isPresent() && path.isPresent()
        ? Optional.of(new Found(path.get().toString(), size.getAsLong()))
        : Optional.empty();
  }

  private void sendFile(HttpServerRequest request, Found found, long from) {
    var response = request.response();
    var left = found.size() - from;
    response
        .putHeader(FILE_SIZE, Long.toString(found.size()))
        .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(left));
    if (left == 0 || request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.sendFile(found.path(), from, left).onFailure(broken -> fail(request, broken));
    }
  }

  private void take(HttpServerRequest request, String host, ByteBuffer body) {
    var name = name(body);
    var size = body.getLong();
    if (size < 0) {
      refuse(request, ProblemCode.INVALID);
      return;
    }
    var context = vertx.getOrCreateContext();
    offered
        .offered(host, new Content(name, size))
        .whenComplete(
            (held, broken) ->
                context.runOnContext(
                    now -> {
                      if (Boolean.TRUE.equals(held)) {
                        request.response().setStatusCode(204).end();
                      } else {
                        refuse(request, ProblemCode.BUSY);
                      }
                    }));
  }

  private static void fail(HttpServerRequest request, Throwable broken) {
    LOG.debugf("A file could not be sent: %s", broken);
    if (request.response().headWritten()) {
      request.connection().close();
    } else {
      refuse(request, ProblemCode.INTERNAL);
    }
  }

  /** A stranger's connection is not used again. */
  private static void refuse(HttpServerRequest request, ProblemCode code) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.putHeader(CODE, code.code());
    if (code != ProblemCode.NOT_FOUND) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
      response.bodyEndHandler(end -> request.connection().close());
    }
    ProblemBody.send(response, code);
  }

  @Override
  public void close() {
    server.close();
  }
}
