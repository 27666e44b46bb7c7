package org.steadyboard.lesson.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import org.steadyboard.host.session.SessionDirectory;
import org.steadyboard.host.session.SessionMechanism;
import org.steadyboard.host.settings.HostSettings;

/**
 * The cookie that keeps a browser signed in: out of scripts' reach, for all hosts of the domain.
 */
@ApplicationScoped
public class SessionCookie {

  private final HostSettings host;

  public SessionCookie(HostSettings host) {
    this.host = host;
  }

  public NewCookie of(String token) {
    return cookie(token, (int) SessionDirectory.LIFETIME.toSeconds());
  }

  /** Makes the browser forget it. */
  public NewCookie gone() {
    return cookie("", 0);
  }

  private NewCookie cookie(String value, int maxAgeSeconds) {
    return new NewCookie.Builder(SessionMechanism.COOKIE)
        .value(value)
        .path("/")
        .domain(host.cookieDomain().orElse(null))
        .httpOnly(true)
        .secure(!host.isLocal())
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge(maxAgeSeconds)
        .build();
  }
}
