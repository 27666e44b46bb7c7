package org.steadyboard.host.settings;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Who this host is. {@link RequiredSettings} has checked the environment that these come from. */
@ConfigMapping(prefix = "host")
public interface HostSettings {

  /** HOST_ID, such as {@code a}. */
  String id();

  /** HOST_SLOT, 0 to 9: the first digit of the codes that this host gives out. */
  int slot();

  /** PUBLIC_URL: where browsers reach this host. */
  URI publicUrl();

  /** SESSION_KEY: 32 bytes in base64, the same on all hosts. */
  String sessionKey();

  /** HOST_PEERS: {@code b=https://b.example.org,c=…}; none: alone. */
  Optional<List<Peer>> peers();

  /** ALLOWED_ORIGINS: the origins of pages that may call this host, beside its own. */
  Optional<List<String>> allowedOrigins();

  /** COOKIE_DOMAIN: the root domain that all hosts share. */
  Optional<String> cookieDomain();

  /**
   * The name of the session's cookie. Without a domain that the hosts share, browsers are told to
   * take it from this host alone and by https ({@code __Host-}), so that no neighbour can set it.
   */
  default String sessionCookie() {
    return cookieDomain().isPresent() || isLocal() ? "session" : "__Host-session";
  }

  /** Whether cookies may travel over plain http: only on the machine itself. */
  default boolean isLocal() {
    var name = publicUrl().getHost();
    return "http".equals(publicUrl().getScheme())
        && ("localhost".equals(name) || "127.0.0.1".equals(name));
  }
}
