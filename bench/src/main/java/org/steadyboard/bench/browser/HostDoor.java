package org.steadyboard.bench.browser;

/**
 * Where pages reach a host.
 *
 * @param socketPort for websockets
 * @param apiPort for requests; the same one where the host is reached by its ingress
 */
public record HostDoor(String id, int socketPort, int apiPort) {}
