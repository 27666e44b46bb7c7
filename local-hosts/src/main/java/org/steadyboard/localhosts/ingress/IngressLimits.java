package org.steadyboard.localhosts.ingress;

import java.time.Duration;

/**
 * Every limit of the ingress. Tests make them smaller.
 *
 * @param clientIdle of a browser's connection; longer than the two below, so that a service that
 *     does not answer is noticed and said while somebody still listens
 * @param httpIdle of a connection to a service
 * @param websocketIdle likewise, once it is a websocket
 * @param bodyBytes of a request that declares its length; a service counts the others itself
 */
record IngressLimits(
    Duration connect,
    Duration clientIdle,
    Duration httpIdle,
    Duration websocketIdle,
    int httpConnectionsPerService,
    int waitingRequestsPerService,
    long bodyBytes) {

  static final IngressLimits USUAL =
      new IngressLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(130),
          // A long import says how far it is more often than this.
          Duration.ofSeconds(120),
          // board-service itself ends a connection that is silent for 45 s.
          Duration.ofSeconds(90),
          128,
          1_000,
          1L << 30);
}
