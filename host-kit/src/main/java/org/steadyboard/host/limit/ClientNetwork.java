package org.steadyboard.host.limit;

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

  private ClientNetwork() {}

  /**
   * @param address as the ingress put it down, or null; never asks a name server
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

  /** Without brackets, and without the interface that a local address may name. */
  private static String bare(String address) {
    var text =
        address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
    var zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
