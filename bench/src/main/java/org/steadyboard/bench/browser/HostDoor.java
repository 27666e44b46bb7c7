package org.steadyboard.bench.browser;

/**
 * Where pages reach a host.
 *
 * @param socketPort for websockets
 * @param apiPort for requests; the same one where the host is reached by its ingress
 */
public record HostDoor(String id, int socketPort, int apiPort) {

  /** Of a host whose ingress, or what leads to that, has this port. */
  public static HostDoor at(String id, int port) {
    return new HostDoor(id, port, port);
  }
}
