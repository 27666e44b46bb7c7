package org.steadyboard.board.socket;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import jakarta.inject.Singleton;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.session.SignedIn;

/**
 * What is checked before a websocket is opened: room for one more (503), and for teachers a living
 * session (401). The origin was checked before this.
 */
@Singleton
final class UpgradeChecks implements HttpUpgradeCheck {

  static final TypedKey<SignedIn> WHO = new TypedKey<>("who");

  /** The connection below the websocket. */
  static final TypedKey<HttpConnection> BELOW = new TypedKey<>("below");

  static final TypedKey<String> ADDRESS = TypedKey.forString("address");

  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private final Sockets sockets;
  private final Limits limits;

  UpgradeChecks(Sockets sockets, Limits limits) {
    this.sockets = sockets;
    this.limits = limits;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    if (sockets.isDraining() || sockets.open() >= limits.maxConnections()) {
      return CheckResult.rejectUpgrade(UNAVAILABLE);
    }
    context.userData().put(BELOW, context.httpRequest().connection());
    if (!TeacherSocket.ID.equals(context.endpointId())) {
      return CheckResult.permitUpgrade();
    }
    return context
        .securityIdentity()
        .map(identity -> teacher(context, identity))
        .onFailure(Problem.class)
        .recoverWithItem(CheckResult.rejectUpgradeSync(UNAVAILABLE));
  }

  private static CheckResult teacher(HttpUpgradeContext context, SecurityIdentity identity) {
    if (identity == null || !(identity.getPrincipal() instanceof SignedIn who)) {
      return CheckResult.rejectUpgradeSync(UNAUTHORIZED);
    }
    context.userData().put(WHO, who);
    // The browser's own, as the ingress put it down: not the ingress' address.
    context.userData().put(ADDRESS, context.httpRequest().remoteAddress().hostAddress());
    return CheckResult.permitUpgradeSync();
  }
}
