package org.steadyboard.mediasync.serving;

import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.steadyboard.host.body.UnreadBody;
import org.steadyboard.host.error.ProblemBody;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.Fetching;
import org.steadyboard.mediasync.serving.ByteRanges.ByteRange;
import org.steadyboard.mediasync.serving.KnownFiles.Known;

/**
 * {@code GET} and {@code HEAD /media/<sha256>/<name>}: gives files out by their SHA-256, the system
 * sending what it holds without a copy. Anyone who knows the name may read: boards, and caches
 * between. A file that is not here is given out while it comes from another host.
 */
@ApplicationScoped
public class MediaRoute {

  /** Requests that look for a file at one time, or give out one that comes; more are told busy. */
  static final int MAX_LOOKING = 500;

  /** After CORS (-300); nobody's session matters, so it comes before that is asked for (-200). */
  private static final int ORDER = -240;

  private static final Logger LOG = Logger.getLogger(MediaRoute.class);
  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final KnownFiles files;
  private final Fetching fetching;
  private final Vertx vertx;
  private final ExecutorService threads;
  private final Semaphore looking = new Semaphore(MAX_LOOKING);

  MediaRoute(
      KnownFiles files, Fetching fetching, Vertx vertx, @VirtualThreads ExecutorService threads) {
    this.files = files;
    this.fetching = fetching;
    this.vertx = vertx;
    this.threads = threads;
  }

  void register(@Observes Router router) {
    router.route("/media/*").order(ORDER).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    var request = context.request();
    var response = context.response();
    var file = MediaAddress.read(context.normalizedPath());
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      ProblemBody.send(response, ProblemCode.METHOD_NOT_ALLOWED);
      UnreadBody.drop(request);
    } else if (file.isEmpty()) {
      ProblemBody.send(response, ProblemCode.NOT_FOUND);
    } else {
      var known = files.find(file.get().toString());
      if (known.isPresent()) {
        send(context, file.get(), known.get());
      } else {
        look(context, file.get());
      }
    }
  }

  private void send(RoutingContext context, Sha256 sha256, Known file) {
    var response = context.response();
    var name = sha256.toString();
    new Answer(context.request(), name, file.size(), file.contentType())
        .begin()
        .ifPresent(
            parts -> {
              if (parts.size() > 1) {
                new PartsInOne(name, file, parts).send(vertx, response);
              } else {
                sendFile(context, sha256, file, parts.getFirst());
              }
            });
  }

  private void sendFile(RoutingContext context, Sha256 sha256, Known file, ByteRange part) {
    var response = context.response();
    response
        .sendFile(file.path(), part.first(), part.length())
        .onFailure(
            gone -> {
              // It was taken away since it was looked at.
              if (!response.headWritten() && !response.closed()) {
                files.forget(sha256.toString());
                Answer.takeBack(response);
                look(context, sha256);
              }
            });
  }

  /** Not on the event loop: the disk and other hosts take their time. */
  private void look(RoutingContext context, Sha256 sha256) {
    var response = context.response();
    if (!looking.tryAcquire()) {
      ProblemBody.send(response, ProblemCode.BUSY, COME_BACK);
      return;
    }
    threads.execute(
        () -> {
          try {
            var known = files.look(sha256);
            if (known.isPresent()) {
              onLoop(context, () -> send(context, sha256, known.get()));
            } else {
              fetch(context, sha256);
            }
          } catch (IOException | RuntimeException e) {
            LOG.error("A file could not be given out", e);
            onLoop(context, () -> fail(response));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            onLoop(context, () -> fail(response));
          } finally {
            looking.release();
          }
        });
  }

  private void onLoop(RoutingContext context, Runnable work) {
    ((io.vertx.core.http.impl.HttpServerRequestInternal) context.request())
        .context()
        .runOnContext(ignored -> work.run());
  }

  private static void fail(HttpServerResponse response) {
    if (response.headWritten()) {
      response.reset();
    } else if (!response.ended()) {
      Answer.takeBack(response);
      ProblemBody.send(response, ProblemCode.INTERNAL);
    }
  }

  /** Of several parts the whole is given: it is not here to be read here and there. */
  private void fetch(RoutingContext context, Sha256 sha256)
      throws IOException, InterruptedException {
    var response = context.response();
    var arriving = fetching.fetch(sha256);
    if (arriving.isEmpty()) {
      onLoop(context, () -> ProblemBody.send(response, ProblemCode.NOT_FOUND));
      return;
    }
    var file = new ComingFile(arriving.get());
    var answer = new Answer(context.request(), sha256.toString(), file.size(), file.contentType());
    var parts = answer.begin();
    if (parts.isPresent()) {
      file.send(only(parts.get(), file.size(), response), response);
    }
  }

  private static ByteRange only(List<ByteRange> parts, long size, HttpServerResponse response) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    response.setStatusCode(200);
    return new ByteRange(0, size - 1);
  }
}
