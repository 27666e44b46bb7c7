package org.steadyboard.host.settings;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Another host as a setting names it: {@code b=https://b.example.org}.
 *
 * @param url where it answers; of what kind, the setting says
 */
public record Peer(String id, URI url) {

  private static final Pattern HOST_ID = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  /**
   * Reads one peer. Settings are read by this too, as its name and form say (MicroProfile Config,
   * "Automatic Converters").
   *
   * @throws IllegalArgumentException when it is not written so; the message does not repeat it, for
   *     who errs may have written a password
   */
  public static Peer of(String written) {
    var parts = written.split("=", 2);
    if (parts.length < 2 || !isHostId(parts[0])) {
      throw new IllegalArgumentException("a peer is written as id=address");
    }
    try {
      return new Peer(parts[0], URI.create(parts[1]));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("the address of host " + parts[0] + " is none");
    }
  }

  /**
   * Whether {@code setting} lists peers, parted by commas: each once, and at an address as it
   * should be.
   */
  public static boolean areWellFormed(String setting, Predicate<URI> isAddress) {
    try {
      var peers = listed(setting);
      return peers.stream().map(Peer::url).allMatch(isAddress)
          && peers.stream().map(Peer::id).distinct().count() == peers.size();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isHostId(String value) {
    return HOST_ID.matcher(value).matches();
  }

  private static List<Peer> listed(String setting) {
    return Arrays.stream(setting.split(",")).map(Peer::of).toList();
  }
}
