package org.steadyboard.lesson.mesh;

import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.steadyboard.database.mesh.MeshHost;

/** Where hosts' databases answer, as settings write it. */
public final class PeerAddress {

  private static final Pattern PEER =
      Pattern.compile("[a-z][a-z0-9-]{0,30}=postgresql://[^/:@\\s]+(:[0-9]{1,5})?/[^/?\\s]+");
  private static final int USUAL_PORT = 5432;

  private PeerAddress() {}

  /** Whether {@code setting} lists peers, parted by commas. */
  public static boolean areWellFormed(String setting) {
    return Arrays.stream(setting.split(",")).allMatch(PEER.asMatchPredicate());
  }

  static MeshHost peer(String setting, String password) {
    var parts = setting.split("=", 2);
    return host(parts[0], parts[1], password);
  }

  static MeshHost host(String id, String url, String password) {
    var uri = URI.create(url);
    var port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    var address = new MeshHost.Address(uri.getHost(), port);
    return new MeshHost(id, address, address, uri.getPath().substring(1), password);
  }
}
