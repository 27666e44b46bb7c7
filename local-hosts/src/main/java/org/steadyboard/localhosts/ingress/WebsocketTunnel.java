package org.steadyboard.localhosts.ingress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.steadyboard.localhosts.ingress.gate.Gate;

/**
 * Passes websockets through. The proxy library has this too, but without back-pressure: a slow
 * reader's messages would pile up here, and the service could not see that the reader is slow and
 * drop it. A refusal (401, say) goes back whole.
 */
final class WebsocketTunnel {
  /** Of a reader that does not read, each way: as much again comes in one piece, at most. */
  private static final int WAITING_BYTES = 16 * 1024;

  /**
   * Line and fields of the request: both ends keep them, as objects of three times that, for as
   * long as the websocket is open. A browser's take less than one KiB.
   */
  private static final int MOST_HEAD_BYTES = 3 * 1024;

  private final HttpClient client;
  private final WebsocketRoom room;
  private final SecurityHeaders security;

  WebsocketTunnel(
      Vertx vertx, int port, IngressLimits limits, WebsocketRoom room, SecurityHeaders security) {
    this.room = room;
    this.security = security;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setConnectTimeout((int) limits.connect().toMillis())
                .setIdleTimeout((int) limits.websocketIdle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
            new PoolOptions().setHttp1MaxSize(room.limit()));
  }

  static boolean isAskedFor(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /** To one reader a body, to another one the first frames. */
  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || !"0"
            .equals(Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0"));
  }

  void open(HttpServerRequest incoming) {
    if (Gate.of(Admission.channel(incoming)).headBytes() > MOST_HEAD_BYTES) {
      refuse(incoming, Problem.HEADERS_TOO_LARGE);
      return;
    }
    if (hasBody(incoming)) {
      refuse(incoming, Problem.MALFORMED_REQUEST);
      return;
    }
    InetAddress address = Admission.address(incoming);
    if (!room.enter(address)) {
      refuse(incoming, Problem.TOO_MANY_WEBSOCKETS);
      return;
    }
    Forwarding.mark(incoming);
    incoming.pause();
    client
        .request(new RequestOptions().setMethod(HttpMethod.GET).setURI(incoming.uri()))
        .compose(outgoing -> connect(incoming, outgoing))
        .onSuccess(answer -> answered(incoming, answer, address))
        .onFailure(
            away -> {
              room.leave(address);
              refuse(incoming, Problem.SERVICE_AWAY);
            });
  }

  private static Future<HttpClientResponse> connect(
      HttpServerRequest incoming, HttpClientRequest outgoing) {
    incoming
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Connection")) {
                outgoing.headers().add(name, value);
              }
            });
    // Firefox says "keep-alive, Upgrade", which the client would not take for an upgrade.
    outgoing.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    if (incoming.authority() != null) {
      outgoing.authority(incoming.authority());
    }
    return outgoing.connect();
  }

  private void answered(
      HttpServerRequest incoming, HttpClientResponse answer, InetAddress address) {
    if (answer.statusCode() == 101) {
      join(incoming, answer, address);
    } else {
      // It has begun no exchange that could end, so the client would keep it until it is idle.
      passRefusal(incoming, answer)
          .onComplete(
              passed ->
                  answer.request().connection().close().onComplete(closed -> room.leave(address)));
    }
  }

  private void join(HttpServerRequest incoming, HttpClientResponse answer, InetAddress address) {
    NetSocket service = answer.netSocket();
    service.pause();
    incoming.response().setStatusCode(101).headers().addAll(answer.headers());
    incoming
        .toNetSocket()
        .onSuccess(
            browser -> {
              // Each end is read only as fast as the other one takes it, and closes with it.
              browser.setWriteQueueMaxSize(WAITING_BYTES);
              service.setWriteQueueMaxSize(WAITING_BYTES);
              browser.pipeTo(service);
              service.pipeTo(browser);
              browser.closeHandler(
                  closed -> {
                    room.leave(address);
                    service.close();
                  });
              service.closeHandler(closed -> browser.close());
              Gate.of(Admission.channel(incoming)).open();
            })
        .onFailure(
            gone -> {
              room.leave(address);
              service.close();
            });
  }

  private Future<Void> passRefusal(HttpServerRequest incoming, HttpClientResponse answer) {
    incoming.resume();
    var response = incoming.response().setStatusCode(answer.statusCode());
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("Connection")
                  && !name.equalsIgnoreCase("Transfer-Encoding")) {
                response.headers().add(name, value);
              }
            });
    security.apply(response.headers());
    response.setChunked(!response.headers().contains(HttpHeaders.CONTENT_LENGTH));
    return answer.pipeTo(response).onFailure(cutOff -> incoming.connection().close());
  }

  private void refuse(HttpServerRequest incoming, Problem problem) {
    incoming.resume();
    problem.send(incoming, security);
  }
}
