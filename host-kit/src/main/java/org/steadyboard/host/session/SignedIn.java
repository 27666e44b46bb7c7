package org.steadyboard.host.session;

import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * Who is signed in, by which session.
 *
 * @param issuedAt when the session's token was made, in whole seconds
 */
public record SignedIn(
    UUID accountId,
    String email,
    String name,
    String role,
    UUID sessionId,
    Instant issuedAt,
    Instant expiresAt)
    implements Principal {

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
