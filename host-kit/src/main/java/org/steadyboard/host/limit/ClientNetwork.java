package org.steadyboard.host.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom a limit for each address counts: a client can take as many addresses as it has. */
public final class ClientNetwork {

  /** What an Internet provider gives to one house (RFC 6177). */
  private static final int IPV6_PREFIX_BYTES = 64 / 8;

  private ClientNetwork() {}

  /**
   * The IPv4 address, also when written as an IPv6 one; the first 64 bits of an IPv6 address. What
   * is no address counts as what it is.
   */
  public static String of(String address) {
    var zone = address.indexOf('%');
    try {
      var parsed = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_PREFIX_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
