package org.steadyboard.localhosts.ingress;

import java.time.Duration;
import java.util.Map;
import org.steadyboard.localhosts.ingress.Places.Kind;
import org.steadyboard.localhosts.ingress.Places.Share;
import org.steadyboard.localhosts.ingress.gate.GateLimits;

/**
 * Every limit of the ingress. Tests make them smaller.
 *
 * @param clientIdle of a browser's connection; longer than the two below, so that a service that
 *     does not answer is noticed and said while somebody still listens
 * @param httpIdle of a connection to a service
 * @param websocketIdle likewise, once it is a websocket
 * @param gate what a connection may cost before a request of it reaches a service
 * @param places how many requests each service has at once
 * @param placePatience how long a request waits for its place
 * @param websocketsPerAddress of all that fit
 */
record IngressLimits(
    Duration connect,
    Duration clientIdle,
    Duration httpIdle,
    Duration websocketIdle,
    GateLimits gate,
    Map<Kind, Share> places,
    Duration placePatience,
    int websocketsPerAddress) {

  /** A school of a thousand boards and their teachers sits behind one address, twice over. */
  static final int CONNECTIONS_PER_ADDRESS = 3_072;

  static final IngressLimits USUAL =
      new IngressLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(130),
          // A long import says how far it is more often than this.
          Duration.ofSeconds(120),
          // board-service itself ends a connection that is silent for 45 s.
          Duration.ofSeconds(90),
          GateLimits.USUAL,
          Map.of(
              Kind.HEALTH, new Share(8, 4, 0, 1_000),
              Kind.SIGNED_IN, new Share(60, 48, 24, 1_000),
              Kind.ANYBODY, new Share(60, 48, 24, 1_000)),
          Duration.ofSeconds(10),
          CONNECTIONS_PER_ADDRESS);

  /**
   * @param most connections of one address: of websockets, and of all others
   */
  IngressLimits withConnectionsPerAddress(int most) {
    return new IngressLimits(
        connect,
        clientIdle,
        httpIdle,
        websocketIdle,
        gate.withConnectionsPerAddress(most),
        places,
        placePatience,
        most);
  }
}
