package org.steadyboard.host.session;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/** Who makes the request that is being answered. */
@ApplicationScoped
public class Caller {

  private final SecurityIdentity identity;

  public Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * @throws Problem not-signed-in, for an anonymous request
   */
  public SignedIn signedIn() {
    if (identity.getPrincipal() instanceof SignedIn who) {
      return who;
    }
    throw new Problem(ProblemCode.NOT_SIGNED_IN, "Sign in first");
  }

  /** The token that made {@link #signedIn()} so: of several cookies, the one that was believed. */
  public SessionToken token() {
    signedIn();
    return identity.getAttribute(SessionIdentities.TOKEN);
  }
}
