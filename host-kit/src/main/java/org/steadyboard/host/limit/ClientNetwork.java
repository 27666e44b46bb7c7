package org.steadyboard.host.limit;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Under which name what comes from an address is counted: an IPv4 address by itself; an IPv6 one by
 * its first 64 bits, as whoever has one address of these has them all; an IPv4 address written as
 * IPv6 as what it is. What is no address is counted together.
 */
public final class ClientNetwork {

  private static final String UNKNOWN = "unknown";
  private static final int NETWORK_BYTES = 8;

  private static final String FORWARDED = "X-Forwarded-For";

  private ClientNetwork() {}

  /** Under which name counts who asks: see {@link #address}. */
  public static String ofClient(HttpServerRequest request) {
    return of(address(request));
  }

  /**
   * Who asks, maybe with a port; null when that is not known. The last entry of {@code
   * X-Forwarded-For} is what the ingress in front of us saw; those before it are what the client
   * says of itself, and are not believed. Without any: the other end.
   */
  public static String address(HttpServerRequest request) {
    var forwarded = request.headers().getAll(FORWARDED);
    if (!forwarded.isEmpty()) {
      var entries = forwarded.getLast();
      return entries.substring(entries.lastIndexOf(',') + 1).strip();
    }
    var other = request.remoteAddress();
    return other == null ? null : other.hostAddress();
  }

  /**
   * @param address with or without a port, or null; never asks a name server
   */
  public static String of(String address) {
    if (address == null) {
      return UNKNOWN;
    }
    try {
      var literal = InetAddress.ofLiteral(bare(address));
      return literal instanceof Inet4Address
          ? literal.getHostAddress()
          : HexFormat.of().formatHex(literal.getAddress(), 0, NETWORK_BYTES) + "/64";
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  /** Without brackets and port, and without the interface that a local address may name. */
  private static String bare(String address) {
    var text = address;
    if (address.startsWith("[")) {
      text = address.substring(1, Math.max(1, address.indexOf(']')));
    } else if (address.indexOf(':') == address.lastIndexOf(':') && address.indexOf(':') > 0) {
      text = address.substring(0, address.indexOf(':'));
    }
    var zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
