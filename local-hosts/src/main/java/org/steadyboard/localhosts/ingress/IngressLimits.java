package org.steadyboard.localhosts.ingress;

import java.time.Duration;

/** Every limit of the ingress. Tests make them smaller. */
record IngressLimits(
    Duration connect,
    Duration httpIdle,
    Duration websocketIdle,
    int httpConnectionsPerService,
    int waitingRequestsPerService,
    int websockets,
    long bodyBytes) {

  static final IngressLimits USUAL =
      new IngressLimits(
          Duration.ofSeconds(1),
          // A long import says how far it is more often than this.
          Duration.ofSeconds(120),
          // board-service itself ends a connection that is silent for 45 s.
          Duration.ofSeconds(90),
          128,
          1_000,
          20_000,
          1L << 30);
}
