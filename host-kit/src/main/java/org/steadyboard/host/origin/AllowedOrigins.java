package org.steadyboard.host.origin;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages that may act on this host. A request without Origin is no page's (browsers always send
 * it with what changes state) and is allowed: the cookie's SameSite and the session decide.
 */
public final class AllowedOrigins {

  private final Set<String> origins;

  public AllowedOrigins(URI own, Collection<String> others) {
    this.origins =
        Stream.concat(Stream.of(own.toString()), others.stream())
            .map(o -> o.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param origin the header, or null when there is none
   */
  public boolean allows(String origin) {
    return origin == null || origins.contains(origin.toLowerCase(Locale.ROOT));
  }
}
