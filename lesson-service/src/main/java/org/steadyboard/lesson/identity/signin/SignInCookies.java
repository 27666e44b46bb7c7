package org.steadyboard.lesson.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.steadyboard.host.session.SessionDirectory;
import org.steadyboard.host.session.SessionToken;
import org.steadyboard.host.settings.HostSettings;

/**
 * The cookies of signing in, out of scripts' reach: the one that keeps a browser signed in, and the
 * one by which it is known again. For all hosts of the domain when they share one; else for this
 * host alone.
 */
@ApplicationScoped
class SignInCookies {

  /** Sent with signing in alone; it is signed, so it matters little who sets it. */
  static final String KNOWN_BROWSER = "known-browser";

  private final HostSettings host;

  SignInCookies(HostSettings host) {
    this.host = host;
  }

  NewCookie session(SessionToken token) {
    return session(token.cookie(), SessionDirectory.LIFETIME);
  }

  /** Makes the browser forget its session. */
  NewCookie noSession() {
    return session("", Duration.ZERO);
  }

  NewCookie knownBrowser(String value) {
    return cookie(KNOWN_BROWSER, value, SessionResource.PATH, KnownBrowser.LIFETIME);
  }

  private NewCookie session(String value, Duration age) {
    return cookie(host.sessionCookie(), value, "/", age);
  }

  private NewCookie cookie(String name, String value, String path, Duration age) {
    return new NewCookie.Builder(name)
        .value(value)
        .path(path)
        .domain(host.cookieDomain().orElse(null))
        .httpOnly(true)
        .secure(!host.isLocal())
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge((int) age.toSeconds())
        .build();
  }
}
