package org.steadyboard.host.session;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.settings.HostSettings;

/**
 * Signs a request in by its cookie. No cookie, or one that no longer counts: the request goes on as
 * anonymous. Of several, as a neighbour under the same domain may have set one too, the first that
 * counts is believed.
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {

  /** A token that one of our hosts issued; whether it still counts is to be found out. */
  public static final class SessionRequest extends BaseAuthenticationRequest {
    private final SessionToken token;

    SessionRequest(SessionToken token) {
      this.token = token;
    }

    SessionToken token() {
      return token;
    }
  }

  private final byte[] key;
  private final String cookie;

  public SessionMechanism(HostSettings settings) {
    this.key = Base64.getDecoder().decode(settings.sessionKey());
    this.cookie = settings.sessionCookie();
  }

  /** The tokens of our hosts that a request brings, whether or not they still count. */
  public List<SessionToken> tokens(HttpServerRequest request) {
    return RequestCookies.values(request, cookie).stream()
        .flatMap(value -> SessionToken.parse(value, key).stream())
        .toList();
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    if (isSigningInOrOut(context.request())) {
      return Uni.createFrom().nullItem();
    }
    var first = Uni.createFrom().<SecurityIdentity>nullItem();
    for (var token : tokens(context.request()).reversed()) {
      first = authenticate(token, identities, first);
    }
    return first;
  }

  /**
   * Signed out, expired or disabled: as if there were no such cookie, so that signing in again
   * works. One that this host cannot judge yet gives way to one that it can.
   */
  private static Uni<SecurityIdentity> authenticate(
      SessionToken token, IdentityProviderManager identities, Uni<SecurityIdentity> others) {
    return identities
        .authenticate(new SessionRequest(token))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithNull()
        .onItem()
        .ifNull()
        .switchTo(others)
        .onFailure(Problem.class)
        .recoverWithUni(cannotJudge -> others.onItem().ifNull().failWith(cannotJudge));
  }

  /** Who signs in or out must be able to, whoever they were and whatever this host knows of it. */
  private static boolean isSigningInOrOut(HttpServerRequest request) {
    return (HttpMethod.PUT.equals(request.method()) || HttpMethod.DELETE.equals(request.method()))
        && request.path().equals("/api/session");
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, null, null));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(SessionRequest.class);
  }
}
