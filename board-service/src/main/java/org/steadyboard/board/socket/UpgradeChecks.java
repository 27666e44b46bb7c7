package org.steadyboard.board.socket;

import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.limit.ClientNetwork;
import org.steadyboard.host.session.SignedIn;

/**
 * What is checked before a websocket is opened: that it is a plain handshake of RFC 6455 (400, and
 * 426 for older drafts), room for one more (503), and for teachers a living session (401). The
 * origin was checked before this.
 */
@Singleton
final class UpgradeChecks implements HttpUpgradeCheck {

  static final TypedKey<SignedIn> WHO = new TypedKey<>("who");

  /** The connection below the websocket. */
  static final TypedKey<ConnectionBase> BELOW = new TypedKey<>("below");

  /** The browser's own, as the ingress put it down: not the ingress' address. */
  static final TypedKey<String> NETWORK = TypedKey.forString("network");

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int UNAVAILABLE = 503;

  private static final String VERSION = WebSocketVersion.V13.toHttpHeaderValue();

  private final Sockets sockets;
  private final Frames frames;
  private final Limits limits;

  UpgradeChecks(Sockets sockets, Frames frames, Limits limits) {
    this.sockets = sockets;
    this.frames = frames;
    this.limits = limits;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    var request = context.httpRequest();
    if (!isPlain(request) || !(request.connection() instanceof ConnectionBase below)) {
      return CheckResult.rejectUpgrade(BAD_REQUEST);
    }
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      return CheckResult.rejectUpgrade(
          UPGRADE_REQUIRED, Map.of("Sec-WebSocket-Version", List.of(VERSION)));
    }
    if (sockets.isDraining() || sockets.open() >= limits.maxConnections()) {
      return CheckResult.rejectUpgrade(UNAVAILABLE);
    }
    frames.guard(below);
    var route = Handshakes.route();
    context.userData().put(BELOW, below);
    context.userData().put(NETWORK, ClientNetwork.ofClient(request));
    if (!TeacherSocket.ID.equals(context.endpointId())) {
      Handshakes.letGo(route);
      return CheckResult.permitUpgrade();
    }
    return context
        .securityIdentity()
        .map(identity -> teacher(context, route, identity))
        .onFailure(Problem.class)
        .recoverWithItem(CheckResult.rejectUpgradeSync(UNAVAILABLE));
  }

  /** Others get no answer from what is below, or one that a body can delay. */
  private static boolean isPlain(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.version() == HttpVersion.HTTP_1_1
        && request.method().equals(HttpMethod.GET)
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && (length == null || length.equals("0"));
  }

  private static CheckResult teacher(
      HttpUpgradeContext context, RoutingContext route, SecurityIdentity identity) {
    if (identity == null || !(identity.getPrincipal() instanceof SignedIn who)) {
      return CheckResult.rejectUpgradeSync(UNAUTHORIZED);
    }
    context.userData().put(WHO, who);
    Handshakes.letGo(route);
    return CheckResult.permitUpgradeSync();
  }
}
