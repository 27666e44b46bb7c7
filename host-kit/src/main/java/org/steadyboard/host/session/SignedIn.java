package org.steadyboard.host.session;

import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * Who is signed in, by which session.
 *
 * @param issuedAt when the session's token was made, in whole seconds
 * @param knew which decisions about the account were known where it was made
 */
public record SignedIn(
    UUID accountId,
    String email,
    String name,
    String role,
    UUID sessionId,
    Instant issuedAt,
    Instant expiresAt,
    KnownDecisions knew)
    implements Principal {

  /** Of an account that nothing was decided about. */
  public SignedIn(
      UUID accountId,
      String email,
      String name,
      String role,
      UUID sessionId,
      Instant issuedAt,
      Instant expiresAt) {
    this(accountId, email, name, role, sessionId, issuedAt, expiresAt, KnownDecisions.NONE);
  }

  public static final String ADMIN = "admin";
  public static final String TEACHER = "teacher";

  @Override
  public String getName() {
    return email;
  }

  public boolean isAdmin() {
    return ADMIN.equals(role);
  }
}
