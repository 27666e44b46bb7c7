package org.steadyboard.host.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many of the decisions that end an account's sessions (a new password, disabling, signing out
 * everywhere) are known somewhere, for each host that made them. A session stands where nothing is
 * known that its maker did not know: what counts is what was known, and no clock.
 *
 * @param byHost count by the first four bytes of the SHA-256 of the host's name, which is short
 *     enough for a cookie; two hosts that share them are counted as one
 */
public record KnownDecisions(SortedMap<Integer, Integer> byHost) {

  public static final KnownDecisions NONE = new KnownDecisions(new TreeMap<>());

  /** Hosts that ever decided anything about one account: there are ten at a time. */
  static final int MAX_HOSTS = 64;

  static final int BYTES_PER_HOST = 8;

  /**
   * @param counts {@code host count} each, as {@code identity.standing} gives them; of more than
   *     {@link #MAX_HOSTS}, some are left out
   */
  public static KnownDecisions of(Collection<String> counts) {
    var byHost = new TreeMap<Integer, Integer>();
    for (var count : counts) {
      var parts = count.split(" ");
      byHost.merge(tag(parts[0]), Integer.parseInt(parts[1]), Integer::sum);
    }
    return new KnownDecisions(byHost);
  }

  /** Whether nothing is in {@code others} that is not in this. */
  public boolean cover(KnownDecisions others) {
    return others.byHost.entrySet().stream()
        .allMatch(other -> other.getValue() <= byHost.getOrDefault(other.getKey(), 0));
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(Math.min(byHost.size(), MAX_HOSTS) * BYTES_PER_HOST);
    for (Map.Entry<Integer, Integer> host : byHost.entrySet()) {
      if (bytes.hasRemaining()) {
        bytes.putInt(host.getKey()).putInt(host.getValue());
      }
    }
    return bytes.array();
  }

  /** Reads what is left of {@code bytes}, a multiple of {@link #BYTES_PER_HOST}. */
  static KnownDecisions read(ByteBuffer bytes) {
    var byHost = new TreeMap<Integer, Integer>();
    while (bytes.hasRemaining()) {
      byHost.put(bytes.getInt(), bytes.getInt());
    }
    return new KnownDecisions(byHost);
  }

  private static int tag(String host) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(host.getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(hash).getInt();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
