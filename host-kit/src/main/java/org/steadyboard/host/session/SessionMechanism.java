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
import java.util.Set;
import org.steadyboard.host.settings.HostSettings;

/**
 * Signs a request in by its cookie. No cookie, or one that no longer counts: the request goes on as
 * anonymous.
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {

  public static final String COOKIE = "session";

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

  public SessionMechanism(HostSettings settings) {
    this.key = Base64.getDecoder().decode(settings.sessionKey());
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    var cookie = context.request().getCookie(COOKIE);
    if (cookie == null || isSigningInOrOut(context.request())) {
      return Uni.createFrom().nullItem();
    }
    return SessionToken.parse(cookie.getValue(), key)
        .map(token -> identities.authenticate(new SessionRequest(token)))
        // Signed out, expired or disabled: as if there were no cookie, so that signing in again
        // works.
        .map(identity -> identity.onFailure(AuthenticationFailedException.class).recoverWithNull())
        .orElseGet(() -> Uni.createFrom().nullItem());
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
