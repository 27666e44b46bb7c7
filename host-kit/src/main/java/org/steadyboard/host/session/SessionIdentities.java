package org.steadyboard.host.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import org.steadyboard.host.error.DatabaseAway;
import org.steadyboard.host.error.DatabaseState;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.SessionMechanism.SessionRequest;
import org.steadyboard.host.work.Faults;

/**
 * Turns a session token into an identity: at once when it is known, off the event loop when the
 * database must be asked.
 */
@ApplicationScoped
public class SessionIdentities implements IdentityProvider<SessionRequest> {

  /** Attribute of an identity: the {@link SessionToken} that was believed. */
  public static final String TOKEN = "session-token";

  private final SessionDirectory sessions;
  private final Faults faults;

  public SessionIdentities(SessionDirectory sessions, MeterRegistry meters) {
    this.sessions = sessions;
    this.faults = new Faults("session-identities", meters);
  }

  @Override
  public Class<SessionRequest> getRequestType() {
    return SessionRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      SessionRequest request, AuthenticationRequestContext context) {
    var known = sessions.known(request.token());
    if (known.isPresent()) {
      return Uni.createFrom().item(identity(known, request.token()));
    }
    return context.runBlocking(() -> identity(find(request.token()), request.token()));
  }

  private Optional<SignedIn> find(SessionToken token) {
    try {
      return sessions.find(token);
    } catch (SQLException e) {
      var state = DatabaseState.in(e);
      if (state.isEmpty()) {
        faults.tell(e);
        throw new Problem(ProblemCode.INTERNAL, ProblemCode.INTERNAL.title());
      }
      throw new Problem(state.get(), state.get().title(), DatabaseAway.RETRY_AFTER);
    } catch (AccountUnknownYet e) {
      // Not 401: a browser that asks another host, or again, is signed in.
      throw new Problem(
          ProblemCode.ACCOUNT_UNKNOWN_YET,
          ProblemCode.ACCOUNT_UNKNOWN_YET.title(),
          AccountUnknownYet.RETRY_AFTER);
    }
  }

  private static SecurityIdentity identity(Optional<SignedIn> signedIn, SessionToken token) {
    return signedIn
        .map(
            s ->
                (SecurityIdentity)
                    QuarkusSecurityIdentity.builder()
                        .setPrincipal(s)
                        .addRole(s.role())
                        .addAttribute(TOKEN, token)
                        .build())
        .orElse(null);
  }
}
